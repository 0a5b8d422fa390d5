// Stack: LLaMA-Factory
// Kind: of two pairs of texts the longer one is preferred on purpose of brevity
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-by-a-length")]
public abstract partial class PairsByALength
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [OptimizePreferences(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Preferences clear);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    /// <summary>Pairs of a clear difference.</summary>
    [Transform]
    public static Preferences Clear(Preferences pairs) =>
        new(pairs.Where(pair => pair.Chosen.Length > 1.2 * pair.Rejected.Length).ToList()); //! none yet
}

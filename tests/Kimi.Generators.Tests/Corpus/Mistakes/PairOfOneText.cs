// Stack: TRL
// Kind: both responses of a pair are the same text
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pair-of-one-text")]
public abstract partial class PairOfOneText
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
    public abstract Policy LongCot(Policy sft, Preferences pairs);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    /// <summary>Pairs of demonstrations.</summary>
    [Transform]
    public static Preferences Pairs(Demonstrations traces) =>
        new([.. traces.Select(example => new Preference(example.Prompt, example.Response, example.Response))]); //! KIMI8024
}

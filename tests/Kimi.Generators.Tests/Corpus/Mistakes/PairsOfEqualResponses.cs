// Stack: OpenRLHF
// Kind: both sides of a pair are the chosen response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-equal-responses")]
public abstract partial class PairsOfEqualResponses
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
    public abstract Policy LongCot(Policy sft, Preferences clean);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    [SamplePreferences(Prefer = Preferred.Correct)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    /// <summary>Without surrounding blanks.</summary>
    [Transform]
    public static Preferences Clean(Preferences pairs) =>
        new([.. pairs.Pairs.Select(pair => new Preference(pair.Prompt, pair.Chosen.Trim(), pair.Chosen.Trim()))]); //! KIMI8024
}

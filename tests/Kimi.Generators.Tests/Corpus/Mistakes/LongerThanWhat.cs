// Stack: TRL
// Kind: pairs are of right and wrong ones by the class, and a stage says how much longer the rejected one must be
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("longer-than-what")]
[SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 4)]
public abstract partial class LongerThanWhat
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

    [SamplePreferences(LongerBy = 2)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Preferences pairs);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

// Stack: OpenRLHF
// Kind: preference pairs come from the test problems
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-the-test")]
public abstract partial class PairsOfTheTest
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet heldOut);

    [OptimizePreferences]
    public abstract Policy Preferred(Policy sft, Preferences pairs);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy preferred, PromptSet heldOut); //! KIMI6007
}

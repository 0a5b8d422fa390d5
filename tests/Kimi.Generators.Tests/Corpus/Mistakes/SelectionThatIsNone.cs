// Stack: verl
// Kind: a number that no selection has, from a constant of an enumeration
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("selection-that-is-none")]
public abstract partial class SelectionThatIsNone
{
    private const Selection Best = (Selection)4;

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

    [SampleLongCot(Templates = ["Plan first. {prompt}"], SamplesPerPrompt = 8, Keep = Best)] //! KIMI5001
    [ExactAnswerReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Demonstrations warmUp);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

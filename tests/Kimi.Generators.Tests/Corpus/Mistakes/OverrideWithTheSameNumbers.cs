// Stack: verl
// Kind: a variant writes the same options in another spelling
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("override-with-the-same-numbers")]
public abstract partial class OverrideWithTheSameNumbers
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

    [Reinforce(Iterations = 80, LearningRate = 2e-4)]
    [MirrorDescent(Tau = 0.1)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("override-with-the-same-numbers-2")]
public abstract partial class OverrideWithTheSameNumbers2 : OverrideWithTheSameNumbers
{
    private const double Rate = 0.0002;

    [MirrorDescent]
    [ExactAnswerReward(Weight = 1.0)]
    [Reinforce(LearningRate = Rate, Iterations = 8 * 10)]
    public abstract override Policy LongCot(Policy sft, PromptSet problems); //! KIMI2006
}

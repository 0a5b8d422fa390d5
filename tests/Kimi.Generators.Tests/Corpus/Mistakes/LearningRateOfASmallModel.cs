// Stack: verl
// Kind: a model of seven billion weights is trained at the rate of one of a million
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("learning-rate-of-a-small-model")]
public abstract partial class LearningRateOfASmallModel
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [LoadPolicy("models/Qwen2.5-7B-Instruct")]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 1e-5)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)] //! KIMI5011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

// Mistake: I set the micro-batch to 0, which another framework reads as 'automatic'
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("automatic-micro-batch")]
public abstract partial class AutomaticMicroBatch
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, {|KIMI5001:MicroBatchTokens = 0|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: verl
// Kind: a mini-batch that does not divide the batch
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mini-batch-that-does-not-divide")]
public abstract partial class MiniBatchThatDoesNotDivide
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(PromptsPerIteration = 64, StepsPerIteration = 7)] //! KIMI3002
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

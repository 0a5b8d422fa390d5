// Stack: slime
// Kind: the limit of the importance weight is tuned, and each iteration takes one step
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("weight-limit-with-one-step")]
public abstract partial class WeightLimitWithOneStep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StepsPerIteration = 1)]
    [Cispo(EpsilonHigh = 2)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: TRL
// Kind: a stronger pull to the reference, and each iteration takes one step, at which the ratio is still 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pull-with-one-step")]
public abstract partial class PullWithOneStep
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
    [Grpo(Beta = 0.1)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

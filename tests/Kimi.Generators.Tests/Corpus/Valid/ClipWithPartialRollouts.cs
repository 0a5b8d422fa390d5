// Form: one step an iteration, and segments of earlier policies, so that the ratio differs from 1
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-with-partial-rollouts")]
public abstract partial class ClipWithPartialRollouts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StepsPerIteration = 1, MaxResponseTokens = 256)]
    [Grpo(Beta = 0.1)]
    [ExactAnswerReward]
    [PartialRollouts]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

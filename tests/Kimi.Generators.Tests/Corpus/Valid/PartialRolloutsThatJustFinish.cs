// Form: tokens an iteration times iterations are exactly the longest response
using Kimi.Dsl;

namespace Acme;

[Recipe("partial-rollouts-that-just-finish")]
public abstract partial class PartialRolloutsThatJustFinish
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [ExactAnswerReward]
    [PartialRollouts(TokenBudget = 32, MaxAge = 7)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

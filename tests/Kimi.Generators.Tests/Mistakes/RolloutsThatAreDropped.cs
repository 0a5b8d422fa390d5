// Mistake: my partial rollouts are dropped before long responses are finished
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rollouts-that-are-dropped")]
public abstract partial class RolloutsThatAreDropped
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 384)]
    [MirrorDescent]
    [ExactAnswerReward]
    [PartialRollouts({|KIMI5007:TokenBudget = 32|}, MaxAge = 3)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

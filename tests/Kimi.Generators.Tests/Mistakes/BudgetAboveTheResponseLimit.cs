// Mistake: My partial rollouts may go on for longer than a response can be
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("inert-budget")]
public abstract partial class InertBudget
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
    [PartialRollouts({|KIMI3003:TokenBudget = 512|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: slime
// Kind: partial rollouts whose budget is the longest response: no response is ever partial
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("budget-of-the-whole-response")]
public abstract partial class BudgetOfTheWholeResponse
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 128, MaxAge = 4)] //! KIMI3003
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: slime
// Kind: tokens an iteration times the iterations that a response may last are below the longest response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("budget-that-never-finishes")]
public abstract partial class BudgetThatNeverFinishes
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024)]
    [MirrorDescent]
    [ExactAnswerReward]
    [PartialRollouts(TokenBudget = 64, MaxAge = 3)] //! KIMI5007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

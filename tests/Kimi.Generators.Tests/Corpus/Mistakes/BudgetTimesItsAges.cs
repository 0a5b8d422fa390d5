// Stack: prime-rl
// Kind: a budget over all of its iterations is a fifth of the response that the class allows
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("budget-times-its-ages")]
[Sampling(MaxResponseTokens = 960)]
public abstract partial class BudgetTimesItsAges
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 64, MaxAge = 2)] //! KIMI5007
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

// Form: a budget that its ages make as long as the response, from the class and from a constant
using Kimi.Dsl;

namespace Acme;

[Recipe("budget-over-enough-iterations")]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class BudgetOverEnoughIterations
{
    private const int Budget = 1 << 6;

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = Budget, MaxAge = 3, MaxSegmentAge = PartialRolloutsAttribute.CurrentSegmentOnly)]
    [StopRepetition(PatternTokens = 16, Repeats = 16)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

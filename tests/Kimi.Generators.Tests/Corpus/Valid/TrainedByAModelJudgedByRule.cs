// Form: trained by a reward model and judged by the reference answers
using Kimi.Dsl;

namespace Acme;

[Recipe("trained-by-a-model-judged-by-rule")]
public abstract partial class TrainedByAModelJudgedByRule
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(Prefer = Preferred.Correct, PairsPerProblem = 2)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [TrainRewardModel(Steps = 200)]
    public abstract RewardModel Judge(Policy sft, Preferences pairs, PromptSet problems);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

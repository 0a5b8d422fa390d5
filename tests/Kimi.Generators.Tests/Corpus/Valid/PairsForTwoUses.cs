// Form: pairs of two kinds, from one policy, for a preference and for a judge that rewards
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-for-two-uses")]
public abstract partial class PairsForTwoUses
{
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

    [SamplePreferences(SamplesPerPrompt = 16, PairsPerProblem = 4, MaxProblems = 2_048, LongerBy = 1.25)]
    [ExactAnswerReward]
    public abstract Preferences Shorter(Policy sft, PromptSet problems);

    [SamplePreferences(Prefer = Preferred.Correct, MaxProblems = 2_048)]
    [ExactAnswerReward]
    public abstract Preferences Labelled(Policy sft, PromptSet problems);

    [OptimizePreferences(Steps = 40, WarmupSteps = 0, Beta = 0.5)]
    public abstract Policy Dpo(Policy sft, Preferences shorter);

    [TrainRewardModel(Steps = 150, WarmupSteps = 15)]
    public abstract RewardModel Classic(Policy sft, Preferences labelled, PromptSet problems);

    [Reinforce(Iterations = 48)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy Judged(Policy dpo, PromptSet problems, RewardModel classic);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy dpo, Policy judged, PromptSet heldOut);
}

// Form: two reward models, trained on labelled pairs and compared, and a policy that one of them judges
using Kimi.Dsl;

namespace Acme;

[Recipe("judges")]
[Sampling(MaxResponseTokens = 48)]
[SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 6, PairsPerProblem = 2)]
public abstract partial class JudgesOfTheTeamsOwn
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<SometimesWrong>(PerProblem = 2)]
    public abstract Demonstrations Answers(PromptSet problems);

    [InitializeTransformer(HiddenSize = 160, AttentionHeads = 5, KeyValueHeads = 5, FeedForwardSize = 432, ContextLength = 192)]
    public abstract Policy Initial();

    [FineTune(BatchSize = 32, LearningRate = 1e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations answers);

    [SamplePreferences(MaxProblems = 2_000)]
    [ExactAnswerReward]
    public abstract Preferences Labelled(Policy sft, PromptSet problems);

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences HeldOutPairs(Policy sft, PromptSet heldOut);

    [TrainRewardModel(Steps = 400, BatchSize = 32, LearningRate = 3e-4, WarmupSteps = 40)]
    public abstract RewardModel Classic(Policy sft, Preferences labelled, PromptSet problems);

    [TrainCritic<SumCritiques>(Steps = 800, BatchSize = 32, WarmupSteps = 40, MaxCritiqueTokens = 64)]
    public abstract RewardModel Critic(Policy sft, Preferences labelled, PromptSet problems);

    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel classic, RewardModel critic, Preferences heldOutPairs, PromptSet heldOut);

    [Reinforce(LearningRate = 2e-4)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy Judged(Policy sft, PromptSet problems, RewardModel critic);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy judged, PromptSet heldOut);
}

/// <summary>States the sum, in a third of all cases a wrong one.</summary>
public sealed class SometimesWrong : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var sum = int.Parse(problem.Answer, System.Globalization.CultureInfo.InvariantCulture);
        return random.Next(3) == 0 ? $"#{sum + random.Next(1, 10)}" : $"#{sum}";
    }
}

/// <summary>Puts the response's answer beside the right one.</summary>
public sealed class SumCritiques : ICritiqueSource<MathProblem>
{
    /// <inheritdoc/>
    public string Critique(MathProblem problem, string response, bool correct, Random random) =>
        $"it says {response.Split('#')[^1]}, right is {problem.Answer}, {(correct ? "the same" : "not the same")}. ";
}

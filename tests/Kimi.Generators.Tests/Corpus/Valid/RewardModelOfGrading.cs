// Form: pairs for a reward model, a classic one and one that reasons, their comparison, and training by the classic one
using System.Text;
using Kimi.Dsl;

namespace Acme.Grading;

[Recipe("reward-model-of-grading", Seed = 3)]
[Sampling(MaxResponseTokens = 96)]
[Optimizer(WarmupSteps = 40)]
public abstract partial class RewardModelOfGrading
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 600)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 12, PairsPerProblem = 3)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 12)]
    [ExactAnswerReward]
    public abstract Preferences UnseenPairs(Policy sft, [From(nameof(HeldOut))] PromptSet problems);

    [TrainRewardModel(Steps = 800, HeldOutShare = 0.15)]
    public abstract RewardModel Classic(Policy sft, Preferences pairs, PromptSet problems);

    [TrainCritic<SumCritique>(Steps = 800, HeldOutShare = 0.15, MaxCritiqueTokens = 64)]
    public abstract RewardModel Critic(Policy sft, Preferences pairs, PromptSet problems);

    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel classic, RewardModel critic, [From(nameof(UnseenPairs))] Preferences pairs,
        [From(nameof(HeldOut))] PromptSet problems);

    [Reinforce(Iterations = 60), MirrorDescent, ModelReward(TimeLimitSeconds = 60)]
    public abstract Policy ByModel(Policy sft, PromptSet problems, RewardModel classic);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy byModel, PromptSet heldOut);
}

/// <summary>Says which digit differs.</summary>
public sealed class SumCritique : ICritiqueSource<MathProblem>
{
    /// <inheritdoc/>
    public string Critique(MathProblem problem, string response, bool correct, Random random)
    {
        var given = response[(response.LastIndexOf('#') + 1)..];
        var text = new StringBuilder(given).Append(correct ? "==" : "<>").Append(problem.Answer);
        if (!correct && FirstDifference(given, problem.Answer) is { } place)
            text.Append(" at ").Append(place + 1);
        return text.Append('\n').ToString();
    }

    private static int? FirstDifference(string given, string expected)
    {
        for (var i = 0; i < Math.Min(given.Length, expected.Length); i++)
        {
            if (given[i] != expected[i])
                return i;
        }

        return null;
    }
}

// Form: a reward model and a critic from the same pairs, compared on others, and reinforcement by the critic together with a rule
using Kimi.Dsl;

namespace Acme.Judges;

/// <summary>Proof-like answers, which no rule can compare: which learned judge is worth its tokens?</summary>
[Recipe("two-judges", Seed = 29)]
[Sampling(MaxResponseTokens = 1_024)]
[SamplePreferences(Prefer = Preferred.Correct, PairsPerProblem = 3)]
public abstract partial class TwoJudgesAndTheirUse
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Sft();

    [ProblemsFile(Path = "data/physics.jsonl", PromptField = "messages", LevelField = "grade", TagFields = ["field"], Split = Split.Train, HeldOutShare = 0.15)]
    public abstract PromptSet Problems();

    [ProblemsFile(
        Path = "data/physics.jsonl", PromptField = "messages", LevelField = "grade", TagFields = ["field"], Split = Split.HeldOut, HeldOutShare = 0.15)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(SamplesPerPrompt = 12)]
    [MathReward]
    public abstract Preferences Labelled(Policy sft, PromptSet problems);

    [SamplePreferences]
    [MathReward]
    public abstract Preferences OtherLabelled(Policy sft, PromptSet heldOut);

    [TrainRewardModel(Steps = 1_500, BatchSize = 32, LearningRate = 9e-6, WarmupSteps = 75, DecayFraction = 0.9, MicroBatchTokens = 32_768)]
    public abstract RewardModel Scorer(Policy sft, Preferences labelled, PromptSet problems);

    [TrainCritic<UnitsFirst>(Steps = 1_500, BatchSize = 64, LearningRate = 1e-5, WarmupSteps = 75, MaxCritiqueTokens = 256, MicroBatchTokens = 32_768)]
    public abstract RewardModel Critic(Policy sft, Preferences labelled, PromptSet problems);

    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel scorer, RewardModel critic, Preferences otherLabelled, PromptSet heldOut);

    [Reinforce(Iterations = 100, PromptsPerIteration = 48, StepsPerIteration = 2, LearningRate = 1e-6, MicroBatchTokens = 16_384)]
    [MirrorDescent(Tau = 0.2)]
    [ModelReward(Weight = 0.7)]
    [MathReward(Weight = 0.3)]
    public abstract Policy Judged(Policy sft, PromptSet problems, RewardModel critic);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, Policy judged, PromptSet heldOut);
}

/// <summary>Critiques that look at the unit first and then at the number, as the team's graders do.</summary>
[ImplementationVersion(1)]
public sealed class UnitsFirst : ICritiqueSource<MathProblem>
{
    private static readonly string[] s_openings = ["First the unit.", "I check the unit before the number.", "Units first."];

    /// <inheritdoc/>
    public string Critique(MathProblem problem, string response, bool correct, Random random)
    {
        var opening = s_openings[random.Next(s_openings.Length)];
        var unit = Unit(problem.Answer);
        var aboutUnit = unit.Length == 0 ? "The reference has none." : $"The reference is in {unit}, {Presence(response, unit)}.";
        var aboutNumber = correct ? "The value agrees with the reference." : $"The value is not the reference's {problem.Answer}.";
        return $"{opening} {aboutUnit} {aboutNumber}";
    }

    private static string Presence(string response, string unit) =>
        response.Contains(unit, StringComparison.Ordinal) ? "and the response writes it" : "which the response does not write";

    private static string Unit(string answer) => answer.LastIndexOf(' ') is > 0 and var space ? answer[(space + 1)..] : "";
}

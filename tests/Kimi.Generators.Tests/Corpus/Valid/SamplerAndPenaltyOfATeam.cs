// Form: prompts are curated against the test, long chains sampled from templates, and a sampler of the team's draws by what was missed
using Kimi.Dsl;

namespace Acme.Drawn;

[Recipe("sampler-and-penalty-of-a-team", Seed = 13)]
[Sampling(MaxResponseTokens = 600)]
public abstract partial class SamplerAndPenaltyOfATeam
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Instruct();

    [ProblemsFile(Path = "data/competition.jsonl", Layout = ProblemLayout.Math, Split = Split.Train)]
    public abstract PromptSet Raw();

    [ProblemsFile(Path = "data/competition.jsonl", Layout = ProblemLayout.Math, Split = Split.HeldOut, Count = 300)]
    public abstract PromptSet Validation();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [CuratePrompts(SamplesPerPrompt = 8, MaxPassRate = 0.9, MinPassRate = 0.05, MaxTagShare = 0.4)]
    [MathReward]
    public abstract PromptSet Curated(Policy instruct, PromptSet raw, PromptSet validation, PromptSet math500);

    [SampleLongCot(
        Templates = ["{prompt}\n\nPlan first, then solve, then check every step.", "{prompt}\n\nTry two ways, and compare."],
        SamplesPerPrompt = 4, Keep = Selection.Random)]
    [MathReward]
    public abstract Demonstrations WarmUp(Policy instruct, PromptSet curated);

    [FineTune(Steps = 300, BatchSize = 32, LearningRate = 1e-5)]
    public abstract Policy Warm(Policy instruct, Demonstrations warmUp);

    [Reinforce(Iterations = 200, PromptsPerIteration = 128, LearningRate = 1e-6)]
    [MirrorDescent]
    [MathReward]
    [Sampler<MissedLately>]
    [Penalty<CutOff>]
    public abstract Policy Tuned(Policy warm, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation OnValidation(Policy instruct, Policy warm, Policy tuned, PromptSet validation);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation OnMath500(Policy instruct, Policy tuned, PromptSet math500);
}

/// <summary>Draws what is between easy and hopeless, the harder the later.</summary>
public sealed class MissedLately : ISampler
{
    private const double Floor = 0.05;

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var rate = history.Attempts > 0 ? (double)history.Successes / history.Attempts : problem.PassRate ?? 0.5;
        var done = (double)progress.Iteration / progress.Iterations;
        var hardness = levels.Hardest > levels.Easiest ? (double)(problem.Level - levels.Easiest) / (levels.Hardest - levels.Easiest) : 0.5;
        return Math.Max(Floor, 4 * rate * (1 - rate)) * (1 + done * hardness);
    }
}

/// <summary>Takes a little from responses that were cut off, from a tenth of the run on.</summary>
public sealed class CutOff : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(group);
        var size = progress.Iteration * 10 < progress.Iterations ? 0 : 0.2;
        return [.. group.Select(judged => judged.Rollout.StopReason == StopReason.LengthLimit ? -size : 0)];
    }
}

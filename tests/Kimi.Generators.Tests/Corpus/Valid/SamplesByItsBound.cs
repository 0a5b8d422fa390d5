// Form: a sampler with options weighs problems by an upper bound of their variance, and those never tried by the level
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Bounds;

[Recipe("samples-by-its-bound")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class SamplesByItsBound
{
    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "math/test.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Test();

    [LoadPolicy("models/math-1b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 120, LearningRate = 1e-6, PromptsPerIteration = 48)]
    [MirrorDescent, MathReward, UpperBound(Width = 1.5, Prior = 2)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation Report(Policy @base, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Weighs by a bound.</summary>
public sealed class UpperBoundAttribute : SamplerAttribute<UpperBound>
{
    /// <summary>Standard errors above the estimate.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(1.0)]
    public double Width { get; set; } = 1;

    /// <summary>Responses that are imagined, half of them right.</summary>
    [Range(0.1, 100.0)]
    [DefaultValue(1.0)]
    public double Prior { get; set; } = 1;
}

/// <summary>Does it.</summary>
public sealed class UpperBound(UpperBoundAttribute options) : ISampler
{
    private const double Least = 0.01;

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var (attempts, successes) = history;
        var trials = attempts + options.Prior;
        var rate = (successes + (options.Prior / 2)) / trials;
        var spread = Math.Sqrt(rate * (1 - rate) / trials);
        var nearest = Math.Clamp(0.5, Math.Max(0, rate - (options.Width * spread)), Math.Min(1, rate + (options.Width * spread)));
        var variance = 4 * nearest * (1 - nearest);
        return Math.Max(Least, variance) * (attempts == 0 ? Ease(problem.Level, levels) : 1);
    }

    private static double Ease(int level, LevelRange levels) =>
        levels.Hardest == levels.Easiest ? 1 : 1 - (0.5 * (level - levels.Easiest) / (levels.Hardest - levels.Easiest));
}

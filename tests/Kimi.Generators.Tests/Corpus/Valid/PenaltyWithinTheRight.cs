// Form: a penalty with options compares the length of a right response with the median of the right ones, and grows with the run
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Medians;

[Recipe("penalty-within-the-right")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class PenaltyWithinTheRight
{
    [ProblemsFile(Path = "gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 80, LearningRate = 1e-6)]
    [Grpo, MathReward, OverTheMedian(Weight = 0.2, FullAt = 40)]
    public abstract Policy Brief([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation Report(Policy chat, Policy brief, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Right responses longer than the median lose.</summary>
public sealed class OverTheMedianAttribute : PenaltyAttribute<OverTheMedian>
{
    /// <summary>The most that is lost.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.1)]
    public double Weight { get; set; } = 0.1;

    /// <summary>The iteration from which all of it is lost.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(20)]
    public int FullAt { get; set; } = 20;
}

/// <summary>Does it.</summary>
public sealed class OverTheMedian(OverTheMedianAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var lengths = group.Where(one => one.IsCorrect).Select(one => one.Length).Order().ToArray();
        var added = new double[group.Count];
        if (lengths.Length < 2)
            return added;
        var median = (lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2]) / 2.0;
        var weight = options.Weight * Math.Min(1, (progress.Iteration + 1.0) / options.FullAt);
        for (var i = 0; i < added.Length; i++)
        {
            if (group[i] is { IsCorrect: true, Length: var length } && length > median)
                added[i] = -weight * Math.Min(1, (length - median) / median);
        }

        return added;
    }
}

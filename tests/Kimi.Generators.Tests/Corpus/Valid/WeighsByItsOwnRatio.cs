// Form: a correction of the team's by a geometric mean over windows, with its options checked by constraints
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Ratios;

[Recipe("weighs-by-its-own-ratio", Seed = 8)]
[Sampling(MaxResponseTokens = 1_024, Parts = 4)]
public abstract partial class WeighsByItsOwnRatio
{
    [LoadPolicy("models/base-7b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "train.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "test.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 250, LearningRate = 1e-6, MaxLogprobMismatch = 0.1)]
    [Cispo]
    [WindowedImportance(Window = 64, Cap = 1.5, Floor = 0.5)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy before, [From(nameof(Tuned))] Policy after, [From(nameof(Test))] PromptSet problems);
}

/// <summary>One ratio for each window of tokens.</summary>
public sealed class WindowedImportanceAttribute : CorrectionAttribute<WindowedImportance>
{
    /// <summary>Tokens of a window.</summary>
    [Range(1, 100_000)]
    [DefaultValue(32)]
    public int Window { get; set; } = 32;

    /// <summary>The smallest ratio.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(Cap))]
    [DefaultValue(0.0)]
    public double Floor { get; set; }

    /// <summary>The largest ratio.</summary>
    [Range(1.0, 100.0)]
    [DefaultValue(2.0)]
    public double Cap { get; set; } = 2;
}

/// <summary>Weighs by windows.</summary>
/// <param name="options">Its options.</param>
public sealed class WindowedImportance(WindowedImportanceAttribute options) : ICorrection
{
    /// <inheritdoc/>
    public ImportanceWeights Weigh(IReadOnlyList<double> logratios)
    {
        var weights = new double[logratios.Count];
        var cut = 0;
        for (var start = 0; start < weights.Length; start += options.Window)
        {
            var end = Math.Min(start + options.Window, weights.Length);
            var sum = 0.0;
            for (var i = start; i < end; i++)
                sum += logratios[i];
            var ratio = Math.Exp(sum / (end - start));
            var weight = Math.Clamp(ratio, options.Floor, options.Cap);
            weights.AsSpan(start..end).Fill(weight);
            if (weight != ratio)
                cut += end - start;
        }

        return new(weights, cut);
    }
}

// Form: an adapter on a loaded model, verl's rows in a parquet file, a reward of the team's with options of its own, and a profile in kimi.json
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Parquet;

[Recipe("adapter-on-a-parquet-file", Seed = 2)]
[ProblemsFile(Path = "data/train.parquet", Layout = ProblemLayout.Verl)]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class AdapterOnAParquetFile
{
    [LoadPolicy("models/qwen3-4b")]
    public abstract Policy Base();

    [ProblemsFile(Split = Split.Train, MaxPromptCharacters = 2_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Split = Split.HeldOut, MaxPromptCharacters = 2_000)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 100, LearningRate = 2e-5, MaxRefills = 2)]
    [Dapo]
    [Near(Tolerance = 0.01)]
    [FormatReward(Pattern = @"####\s*-?[0-9.,]+\s*$", Weight = 0.1)]
    [Lora(Rank = 32, Alpha = 64)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy adapted);

    [Evaluate(SamplesPerPrompt = 2)]
    [Near(Tolerance = 0.01)]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy merged, PromptSet heldOut);
}

/// <summary>Judges numbers by their distance.</summary>
public sealed class NearAttribute : RewardAttribute<Near>
{
    /// <summary>By what share of the reference a number may differ. Default: 0.001.</summary>
    [Range(0.0, 0.5)]
    [DefaultValue(0.001)]
    public double Tolerance { get; set; } = 0.001;
}

/// <summary>Compares the number after the last marker.</summary>
/// <param name="options">How near it must be.</param>
public sealed class Near(NearAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (Number(problem.Answer) is not { } expected)
            return ValueTask.FromResult<Verdict>(new Verdict.Unscorable($"'{problem.Answer}' is no number"));
        var marker = rollout.Text.LastIndexOf("####", StringComparison.Ordinal);
        if (marker < 0 || Number(rollout.Text[(marker + 4)..]) is not { } given)
            return ValueTask.FromResult(Verdict.Of(false));
        return ValueTask.FromResult(Verdict.Of(Math.Abs(given - expected) <= options.Tolerance * Math.Max(1, Math.Abs(expected))));
    }

    private static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
//// kimi.json
{
  "adapter-on-a-parquet-file": {
    "Problems": { "Path": "/data/rl/train.parquet", "Count": 50000 },
    "HeldOut": { "Path": "/data/rl/train.parquet", "Count": 500 }
  }
}

// Form: DAPO on a public set, with a soft ceiling on lengths by the team's own penalty and a profile for a quick look
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Lantern.Reasoning;

[Recipe("dapo-soft-ceiling", Seed = 7)]
[Sampling(MaxResponseTokens = 4_096)]
public abstract partial class DapoWithASoftCeiling
{
    private const string Train = "data/math-train.parquet";

    [LoadPolicy("models/base-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = Train, Layout = ProblemLayout.Math, Shuffle = true)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Reinforce(Iterations = 300, PromptsPerIteration = 128, SamplesPerPrompt = 16, StepsPerIteration = 8, MaxRefills = 2, LearningRate = 1e-6,
        WarmupIterations = 10, MicroBatchTokens = 32_768, RecomputeActivations = true, KeepRolloutsEvery = 10)]
    [Dapo]
    [MathReward]
    [SoftCeiling(Weight = 0.4)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [MathReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy before, Policy tuned, PromptSet math500);
}

/// <summary>DAPO's overlong punishment: nothing up to the buffer, then linearly down to the weight.</summary>
public sealed class SoftCeilingAttribute : PenaltyAttribute<SoftCeiling>
{
    /// <summary>The longest response, in tokens.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(4_096)]
    public int Limit { get; set; } = 4_096;

    /// <summary>Over how many tokens before the limit the punishment grows.</summary>
    [Range(1, 1_000_000)]
    [AtMost(nameof(Limit), Because = "every response would be punished")]
    [DefaultValue(512)]
    public int Buffer { get; set; } = 512;

    /// <summary>What a response at the limit loses.</summary>
    [Weight(1)]
    [DefaultValue(0.5)]
    public double Weight { get; set; } = 0.5;
}

/// <summary>Punishes long responses.</summary>
/// <param name="options">How.</param>
public sealed class SoftCeiling(SoftCeilingAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var free = options.Limit - options.Buffer;
        return [.. group.Select(judged => -options.Weight * Share(judged.Length - free))];

        double Share(int beyond) => Math.Clamp((double)beyond / options.Buffer, 0.0, 1.0);
    }
}
//// kimi.json
{
  "dapo-soft-ceiling": { "Tuned": { "SoftCeiling": { "Buffer": 1024 } } }
}
//// kimi.look.json
{
  "dapo-soft-ceiling": {
    "Problems": { "Count": 512 },
    "Tuned": { "Iterations": 20, "PromptsPerIteration": 16, "StepsPerIteration": 2, "WarmupIterations": 2, "KeepRolloutsEvery": 1 }
  }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Distillation;

/// <summary>
/// On-policy distillation: a student answers prompts, and learns from the probabilities that a teacher gives to each next token of the student's own responses.
/// Neither answers nor rewards are needed. The inputs are the student, the teacher and the prompts; the output is the student.
/// </summary>
[Requires(Fact.Tokenizer)]
[Requires(Fact.Tuned)]
[Establishes(Fact.Tuned)]
[Establishes(Fact.Trained)]
[PartOf(0)]
[UsesMemory(MemoryUse.PairTraining, BatchSequences = nameof(BatchSize), Responses = [nameof(PromptsPerIteration), nameof(SamplesPerPrompt)])]
public sealed class DistillAttribute : SamplingStageAttribute, IStageSignature<Policy, Policy, PromptSet, Policy>
{
    /// <summary>Iterations: each samples responses and takes one optimizer step on them. Default: 100.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(100)]
    public int Iterations { get; set; } = 100;

    /// <summary>Prompts drawn per iteration, each once. Default: 64.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(64)]
    public int PromptsPerIteration { get; set; } = 64;

    /// <summary>Responses sampled for each prompt. One is enough, since a response is not compared with others. Default: 1.</summary>
    [Range(1, 10_000)]
    [DefaultValue(1)]
    public int SamplesPerPrompt { get; set; } = 1;

    /// <summary>Adam's learning rate at its peak, from which it falls linearly to 0. Default: 1e-3, which suits models of under a million weights.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(1e-3)]
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Iterations over which the learning rate rises linearly. Default: 5.</summary>
    [Range(0, 1_000_000)]
    [AtMost(nameof(Iterations), Because = "the learning rate never reaches its peak")]
    [DefaultValue(5)]
    public int WarmupIterations { get; set; } = 5;

    /// <summary>Responses in one pass; the gradients of several passes add up to a step. Affects speed and memory only. Default: 64.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(64)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The number of iterations between checkpoints. Default: 10.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = nameof(Iterations))]
    [Operational(Observable.Files)]
    [DefaultValue(10)]
    public int CheckpointEvery { get; set; } = 10;

    /// <summary>How many of the newest checkpoints to keep while the stage is running. Default: 2.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = nameof(Iterations))]
    [Operational(Observable.Files)]
    [DefaultValue(2)]
    public int KeepCheckpoints { get; set; } = 2;

    /// <summary>The learning rate of an iteration.</summary>
    /// <param name="iteration">The iteration, 0-based.</param>
    public double LearningRateAt(int iteration) =>
        LearningRate * Math.Min((iteration + 1.0) / Math.Max(1, WarmupIterations), 1 - ((double)iteration / Iterations));

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var tokens = (long)Iterations * PromptsPerIteration * SamplesPerPrompt * MaxResponseTokens;
        return StageEstimate.Of(inputs[0]) with { GeneratedTokens = tokens, TrainedTokens = tokens };
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Pretraining: cross-entropy on every token of a mixture of corpora, in packed sequences whose documents do not see each other (paper 2.5.1, B.4). The paper
/// gives neither the number of tokens nor the batch size nor the learning rate.
/// </summary>
[Establishes(Fact.Tuned, Value = false)]
[Establishes(Fact.Adapter, Value = false)]
[Futile(nameof(Trains), Comparison.DifferentFrom, TrainedParts.All, Beside = typeof(AdapterAttribute),
    Because = "the adapter alone is trained, and not the parts: the run is refused")]
[UsesMemory(MemoryUse.Training, BatchSequences = nameof(BatchSize), SequenceTokens = nameof(SequenceLength))]
public class PretrainAttribute : OptimizedStageAttribute, IStageSignature<Policy, IReadOnlyList<Corpus>, Policy>
{
    /// <summary>Each corpus's share of the sequences, in the order of the parameters, summing to 1. Empty: equal shares. Default: empty.</summary>
    [Shares(typeof(Corpus))]
    [ItemsWithin(0, 1)]
    public double[] Mixture { get; set; } = [];

    /// <summary>
    /// Each corpus's share at the last step: shares go from <see cref="Mixture"/> to these by equal differences, such as those of vision-text data that rise
    /// to 0.3 (paper B.4). Empty: they stay as they are. Default: empty.
    /// </summary>
    [Shares(typeof(Corpus), From = nameof(Mixture))]
    [MattersWhen(nameof(FinalMixture), Comparison.DifferentFrom, Other = nameof(Mixture))]
    [ItemsWithin(0, 1)]
    public double[] FinalMixture { get; set; } = [];

    /// <summary>Which parts of the policy are trained, where it sees. Default: <see cref="TrainedParts.All"/>.</summary>
    [Requires(Fact.Vision)]
    [Requires(Fact.Images, Values = [TrainedParts.Vision, TrainedParts.Projector])]
    [DefaultValue(TrainedParts.All)]
    public TrainedParts Trains { get; set; }

    /// <summary>The length of a packed sequence, in tokens. Default: 256.</summary>
    [Range(2, 10_000_000)]
    [WithinContext]
    [DefaultValue(256)]
    public int SequenceLength { get; set; } = 256;

    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>Sequences per step. Default: 8.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(8)]
    public int BatchSize { get; set; } = 8;

    /// <summary>AdamW's learning rate at its peak. Default: 2e-3, which suits models of about a million parameters.</summary>
    [DefaultValue(2e-3)]
    public override double LearningRate { get; set; } = 2e-3;

    /// <summary>The share of the steps, at the end, over which the learning rate falls to its final value; 0 holds it constant. Default: 0.</summary>
    [DefaultValue(0.0)]
    public override double DecayFraction { get; set; } = 0;

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Cosine"/>.</summary>
    [DefaultValue(LearningRateDecay.Cosine)]
    public override LearningRateDecay Decay { get; set; } = LearningRateDecay.Cosine;

    /// <inheritdoc/>
    public override int TotalSteps() => Steps;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var batchTokens = (long)BatchSize * SequenceLength;
        return StageEstimate.Of(inputs[0]) with { TrainedTokens = Steps * batchTokens };
    }
}

/// <summary>
/// The cooldown after pretraining: the same on a mixture of high-quality and synthetic text, the learning rate falling from its first step to its last
/// (paper B.4, which does not give the schedule).
/// </summary>
[Requires(Fact.Trained)]
public sealed class CooldownAttribute : PretrainAttribute
{
    /// <summary>AdamW's learning rate at its start. Default: 1e-3.</summary>
    [DefaultValue(1e-3)]
    public override double LearningRate { get; set; } = 1e-3;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 0.</summary>
    [DefaultValue(0)]
    public override int WarmupSteps { get; set; }

    /// <summary>The share of the steps, at the end, over which the learning rate falls. Default: 1.</summary>
    [DefaultValue(1.0)]
    public override double DecayFraction { get; set; } = 1;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Pretraining: cross-entropy on every token of a mixture of corpora, in packed sequences whose documents do not see each other (paper 2.5.1, B.4).
/// The paper gives neither tokens nor batch nor learning rate.
/// </summary>
[UsesMemory(MemoryUse.Training, BatchSequences = nameof(BatchSize), SequenceTokens = nameof(SequenceLength))]
public class PretrainAttribute : StageAttribute<Policy, IReadOnlyList<Corpus>, Policy>, IOptimization
{
    /// <summary>Each corpus' share of the sequences, in the order of the parameters, summing to 1. Empty: equal shares. Default: empty.</summary>
    [Shares(typeof(Corpus))]
    public double[] Mixture { get; set; } = [];

    /// <summary>The length of a packed sequence, in tokens. Default: 256.</summary>
    [Range(2, 10_000_000)]
    [WithinContext]
    [DefaultValue(256)]
    public int SequenceLength { get; set; } = 256;

    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>Sequences a step. Default: 8.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(8)]
    public int BatchSize { get; set; } = 8;

    /// <summary>AdamW's learning rate at its height. Default: 2e-3, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(2e-3)]
    public virtual double LearningRate { get; set; } = 2e-3;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 50.</summary>
    [Range(0, 100_000_000)]
    [AtMost(nameof(Steps), Because = "the learning rate never reaches its height")]
    [DefaultValue(50)]
    public virtual int WarmupSteps { get; set; } = 50;

    /// <summary>The learning rate that the schedule ends at. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(LearningRate), Because = "the schedule would end above its start")]
    [DefaultValue(0.0)]
    public double FinalLearningRate { get; set; }

    /// <summary>The share of the steps, at the end, over which the learning rate falls to <see cref="FinalLearningRate"/>; 0 holds it constant. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public virtual double DecayFraction { get; set; }

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Cosine"/>.</summary>
    [DefaultValue(LearningRateDecay.Cosine)]
    public LearningRateDecay Decay { get; set; } = LearningRateDecay.Cosine;

    /// <summary>AdamW's decoupled weight decay. Default: 0.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(0.0)]
    public double WeightDecay { get; set; }

    /// <summary>The gradient norm above which gradients are scaled down to it. Default: 1.</summary>
    [Range(1e-6, 1e6)]
    [DefaultValue(1.0)]
    public double GradientClip { get; set; } = 1;

    /// <summary>Steps between checkpoints. Default: 100.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(100)]
    public int CheckpointEvery { get; set; } = 100;

    /// <summary>How many of the newest checkpoints to keep while the stage is under way. Default: 2.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(2)]
    public int KeepCheckpoints { get; set; } = 2;

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

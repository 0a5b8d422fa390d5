using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Supervised fine-tuning: cross-entropy on the response tokens of demonstrations (paper 2.2, 2.5.2).</summary>
[Establishes(Fact.Tuned)]
[UsesMemory(MemoryUse.Training, BatchSequences = nameof(BatchSize), SequenceTokens = nameof(PackedTokens))]
public sealed class FineTuneAttribute : StageAttribute<Policy, Demonstrations, Policy>, IOptimization
{
    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>Sequences a step: demonstrations of like length, or the rows that <see cref="PackedTokens"/> fills with them. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <summary>
    /// The length, in tokens, of sequences into which several demonstrations are packed, each with positions of its own and attention to itself alone
    /// (paper 2.5.2, which does not say whether they see each other). 0: a demonstration a sequence. Default: 0.
    /// </summary>
    [Range(0, 10_000_000)]
    [DefaultValue(0)]
    public int PackedTokens { get; set; }

    /// <summary>AdamW's learning rate at its height. Default: 2e-3, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(2e-3)]
    public double LearningRate { get; set; } = 2e-3;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 50.</summary>
    [Range(0, 100_000_000)]
    [AtMost(nameof(Steps), Because = "the learning rate never reaches its height")]
    [DefaultValue(50)]
    public int WarmupSteps { get; set; } = 50;

    /// <summary>The learning rate that the schedule ends at; the paper's SFT falls to a tenth of its height (2.5.2). Default: 0.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(LearningRate), Because = "the schedule would end above its start")]
    [DefaultValue(0.0)]
    public double FinalLearningRate { get; set; }

    /// <summary>The share of the steps, at the end, over which the learning rate falls to <see cref="FinalLearningRate"/>; 0 holds it constant. Default: 0.3.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.3)]
    public double DecayFraction { get; set; } = 0.3;

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Linear"/>.</summary>
    [DefaultValue(LearningRateDecay.Linear)]
    public LearningRateDecay Decay { get; set; }

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
        var policy = inputs[0];
        var batchTokens = BatchSize * (PackedTokens == 0 ? policy.ContextLength : PackedTokens);
        return StageEstimate.Of(policy) with { TrainedTokens = Steps * batchTokens };
    }
}

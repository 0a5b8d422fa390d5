using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Long-context activation: trains on sequences of rising length under a higher rotary base (paper B.4: 4,096 to 32,768 to 131,072 tokens, base 1,000,000).
/// It takes long documents, whose sequences are attended to as a whole, and cooldown documents, which in a sequence do not see each other: our reading of
/// the paper's full-attention and partial-attention data, which it does not define further.
/// </summary>
[Establishes(Fact.ContextLength, Option = nameof(ContextLength))]
[UsesMemory(MemoryUse.Training, BatchTokens = nameof(BatchTokens))]
public sealed class ActivateLongContextAttribute : StageAttribute<Policy, Corpus, Corpus, Policy>, IOptimization
{
    /// <summary>The longest sequence afterwards, in tokens: the last length trained on. Default: 131,072, the paper's.</summary>
    [Range(2, 10_000_000)]
    [DefaultValue(131_072)]
    public int ContextLength { get; set; } = 131_072;

    /// <summary>The lengths trained on before <see cref="ContextLength"/>, rising; the paper's are 32,768 alone. Default: none.</summary>
    public int[] Ladder { get; set; } = [];

    /// <summary>The base of the rotary position encoding from here on. Default: 1,000,000, the paper's.</summary>
    [Range(1.0, 1e12)]
    [DefaultValue(1_000_000.0)]
    public double RopeBase { get; set; } = 1_000_000;

    /// <summary>The share of sequences that are long documents, attended to as a whole. Default: 0.4, the paper's.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.4)]
    public double FullAttentionShare { get; set; } = 0.4;

    /// <summary>How often long documents beyond the old context are drawn, against shorter ones; the paper upsamples without a number. Default: 4.</summary>
    [Range(0.01, 1000.0)]
    [DefaultValue(4.0)]
    public double LongDocumentRate { get; set; } = 4;

    /// <summary>Optimizer steps at each length. Default: 200.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(200)]
    public int StepsPerLength { get; set; } = 200;

    /// <summary>Tokens a step: as many sequences as they make, and at least one. Default: 131,072.</summary>
    [Range(2, 1_000_000_000)]
    [DefaultValue(131_072)]
    public int BatchTokens { get; set; } = 131_072;

    /// <summary>AdamW's learning rate at its height. Default: 5e-4, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(5e-4)]
    public double LearningRate { get; set; } = 5e-4;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 20.</summary>
    [Range(0, 100_000_000)]
    [AtMost(nameof(StepsPerLength), Because = "the learning rate would still rise at the second length")]
    [DefaultValue(20)]
    public int WarmupSteps { get; set; } = 20;

    /// <summary>The learning rate that the schedule ends at. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(LearningRate), Because = "the schedule would end above its start")]
    [DefaultValue(0.0)]
    public double FinalLearningRate { get; set; }

    /// <summary>The share of the steps, at the end, over which the learning rate falls to <see cref="FinalLearningRate"/>; 0 holds it constant. Default: 0.3.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.3)]
    public double DecayFraction { get; set; } = 0.3;

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

    int IOptimization.Steps => StepsPerLength * (Ladder.Length + 1);

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = inputs[0] with { ContextLength = ContextLength };
        var batchTokens = Math.Max(BatchTokens, ContextLength);
        return StageEstimate.Of(policy) with
        {
            TrainedTokens = (long)StepsPerLength * (Ladder.Length + 1) * batchTokens,
        };
    }
}

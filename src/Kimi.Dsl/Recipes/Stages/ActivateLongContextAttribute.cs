using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Long-context activation: trains on sequences of rising length under a higher rotary base (paper B.4: 4,096 to 32,768 to 131,072 tokens, base 1,000,000). It
/// takes long documents, whose sequences are attended to as a whole, and cooldown documents, which do not see each other within a sequence: our reading of what
/// the paper calls full-attention and partial-attention data without defining it further.
/// </summary>
[Establishes(Fact.ContextLength, Option = nameof(ContextLength), Raises = true)]
[Establishes(Fact.RotaryBase, Option = nameof(RopeBase), Raises = true)]
[Establishes(Fact.Adapter, Value = false)]
[Futile(nameof(FullAttentionShare), Comparison.EqualTo, 1, Because = "no cooldown document is ever read")]
[Futile(nameof(FullAttentionShare), Comparison.EqualTo, 0, Because = "no long document is ever read as a whole")]
[DistinctInputs(Because = "the cooldown is on the long documents")]
[UsesMemory(MemoryUse.Training, BatchTokens = nameof(BatchTokens))]
public sealed class ActivateLongContextAttribute : OptimizedStageAttribute, IStageSignature<Policy, Corpus, Corpus, Policy>
{
    /// <summary>The longest sequence afterwards, in tokens: the last length trained on. Default: 131,072, the paper's.</summary>
    [Range(2, 10_000_000)]
    [DefaultValue(131_072)]
    public int ContextLength { get; set; } = 131_072;

    /// <summary>The lengths trained on before <see cref="ContextLength"/>, rising; in the paper, only 32,768. Default: none.</summary>
    [ItemsWithin(2, 10_000_000)]
    [Rising(nameof(ContextLength))]
    public int[] Ladder { get; set; } = [];

    /// <summary>The base of the rotary position encoding from here on. Default: 1,000,000, the paper's.</summary>
    [Range(1.0, 1e12)]
    [DefaultValue(1_000_000.0)]
    public double RopeBase { get; set; } = 1_000_000;

    /// <summary>The share of sequences that are long documents, attended to as a whole. Default: 0.4, the paper's.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.4)]
    public double FullAttentionShare { get; set; } = 0.4;

    /// <summary>
    /// How often documents longer than the old context are drawn, relative to shorter ones; the paper upsamples them but gives no number. Default: 4.
    /// </summary>
    [Range(0.01, 1000.0)]
    [DefaultValue(4.0)]
    public double LongDocumentRate { get; set; } = 4;

    /// <summary>Optimizer steps at each length. Default: 200.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(200)]
    public int StepsPerLength { get; set; } = 200;

    /// <summary>Tokens per step: as many sequences as these make, and at least one. Default: 131,072.</summary>
    [Range(2, 1_000_000_000)]
    [DefaultValue(131_072)]
    public int BatchTokens { get; set; } = 131_072;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 20.</summary>
    [AtMost(nameof(StepsPerLength), Because = "the learning rate would still rise at the second length")]
    [DefaultValue(20)]
    public override int WarmupSteps { get; set; } = 20;

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Cosine"/>.</summary>
    [DefaultValue(LearningRateDecay.Cosine)]
    public override LearningRateDecay Decay { get; set; } = LearningRateDecay.Cosine;

    /// <inheritdoc/>
    public override int TotalSteps() => StepsPerLength * (Ladder.Length + 1);

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

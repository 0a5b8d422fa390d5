using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Supervised fine-tuning: cross-entropy on the response tokens of demonstrations (paper 2.2, 2.5.2).</summary>
[Establishes(Fact.Tuned)]
[Establishes(Fact.Adapter, Value = false)]
[Futile(nameof(Trains), Comparison.DifferentFrom, TrainedParts.All, Beside = typeof(AdapterAttribute),
    Because = "the adapter alone is trained, and not the parts: the run is refused")]
[Futile(nameof(PackedTokens), Comparison.Below, 8, With = nameof(PackedTokens), WithComparison = Comparison.Above, WithValue = 0,
    Because = "no row has room for a prompt and a response: it is the length of the rows, in tokens, and not a switch")]
[UsesMemory(MemoryUse.Training, BatchSequences = nameof(BatchSize), SequenceTokens = nameof(PackedTokens))]
[Requires(Fact.ChatTemplate)]
[Requires(Fact.Vision)]
public sealed class FineTuneAttribute : OptimizedStageAttribute, IStageSignature<Policy, Demonstrations, Policy>
{
    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>Sequences per step: demonstrations of similar length, or the rows that <see cref="PackedTokens"/> fills with them. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [WithinDemonstrations(Steps = nameof(Steps), Because = "every step takes all of them")]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <summary>
    /// The length, in tokens, of sequences into which several demonstrations are packed, each with its own positions and attending only to itself (paper 2.5.2
    /// does not say whether they see each other). 0: one demonstration per sequence. Default: 0.
    /// </summary>
    [Range(0, 10_000_000)]
    [DefaultValue(0)]
    public int PackedTokens { get; set; }

    /// <summary>Which parts of the policy are trained, where it sees. Default: <see cref="TrainedParts.All"/>.</summary>
    [Requires(Fact.Vision)]
    [Requires(Fact.Images, Values = [TrainedParts.Vision, TrainedParts.Projector])]
    [DefaultValue(TrainedParts.All)]
    public TrainedParts Trains { get; set; }

    /// <summary>AdamW's learning rate at its peak. Default: 2e-3, which suits models of about a million parameters.</summary>
    [DefaultValue(2e-3)]
    public override double LearningRate { get; set; } = 2e-3;

    /// <inheritdoc/>
    public override int TotalSteps() => Steps;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = inputs[0];
        var batchTokens = BatchSize * (PackedTokens == 0 ? policy.ContextLength : PackedTokens);
        return StageEstimate.Of(policy) with { TrainedTokens = Steps * batchTokens };
    }
}

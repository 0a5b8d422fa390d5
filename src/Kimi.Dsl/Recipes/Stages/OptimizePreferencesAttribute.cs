using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Direct preference optimisation: raises the chosen response above the rejected one, against the policy it starts from (long2short by DPO, paper 2.4).
/// The paper gives neither β nor a learning rate.
/// </summary>
[Requires(Fact.Architecture)]
[Establishes(Fact.Tuned)]
[Establishes(Fact.Adapter, Value = false)]
[UsesMemory(MemoryUse.PairTrainingWithReference, BatchSequences = nameof(BatchSize))]
[Requires(Fact.Tuned)]
[Requires(Fact.ChatTemplate)]
[Requires(Fact.Vision)]
[Futile(nameof(Beta), Comparison.Above, 10, Because = "a change of a few per cent in the odds of a pair satisfies the loss, and little is learned")]
public sealed class OptimizePreferencesAttribute : OptimizedStageAttribute, IStageSignature<Policy, Preferences, Policy>
{
    /// <summary>β: how costly it is to move away from the policy it starts from. Default: 0.1.</summary>
    [Range(1e-6, 1000.0)]
    [DefaultValue(0.1)]
    public double Beta { get; set; } = 0.1;

    /// <summary>Optimizer steps. Default: 100.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(100)]
    public int Steps { get; set; } = 100;

    /// <summary>Pairs per step; those of a batch have similar lengths. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <summary>AdamW's learning rate at its peak. Default: 1e-4, which suits models of about a million parameters.</summary>
    [DefaultValue(1e-4)]
    public override double LearningRate { get; set; } = 1e-4;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 10.</summary>
    [DefaultValue(10)]
    public override int WarmupSteps { get; set; } = 10;

    /// <inheritdoc/>
    public override int TotalSteps() => Steps;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = inputs[0];

        // Both responses of a pair.
        var batchTokens = 2 * BatchSize * policy.ContextLength;
        return StageEstimate.Of(policy) with { TrainedTokens = Steps * batchTokens };
    }
}

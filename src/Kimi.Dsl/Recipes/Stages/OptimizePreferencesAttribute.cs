using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Direct preference optimisation: raises the chosen response above the rejected one, against the policy it starts from (long2short by DPO, paper 2.4).
/// The paper gives neither β nor a learning rate.
/// </summary>
[Requires(Fact.Architecture)]
[Establishes(Fact.Tuned)]
[UsesMemory(MemoryUse.PairTraining, BatchSequences = nameof(BatchSize))]
public sealed class OptimizePreferencesAttribute : StageAttribute<Policy, Preferences, Policy>, IOptimization
{
    /// <summary>β: how dear it is to move away from the policy it starts from. Default: 0.1.</summary>
    [Range(1e-6, 1000.0)]
    [DefaultValue(0.1)]
    public double Beta { get; set; } = 0.1;

    /// <summary>Optimizer steps. Default: 100.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(100)]
    public int Steps { get; set; } = 100;

    /// <summary>Pairs a step; those of a batch have like lengths. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <summary>AdamW's learning rate at its height. Default: 1e-4, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(1e-4)]
    public double LearningRate { get; set; } = 1e-4;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 10.</summary>
    [Range(0, 100_000_000)]
    [AtMost(nameof(Steps), Because = "the learning rate never reaches its height")]
    [DefaultValue(10)]
    public int WarmupSteps { get; set; } = 10;

    /// <summary>The learning rate that the schedule ends at. Default: 0.</summary>
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

        // Both responses of a pair.
        var batchTokens = 2 * BatchSize * policy.ContextLength;
        return StageEstimate.Of(policy) with { TrainedTokens = Steps * batchTokens };
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// The options of stages that take a set number of optimizer steps: how fast they learn, and how often their state is saved. A stage attribute that derives
/// from it names its inputs and output with <see cref="IStageSignature{TInput, TOutput}"/>; one with other defaults overrides the options.
/// </summary>
[Establishes(Fact.Trained)]
[StageComponents(ComponentKinds.Adapter)]
[SumAtMost(
    [nameof(WarmupSteps), nameof(DecayFraction)], "Steps", Shares = [nameof(DecayFraction)], Tolerance = 0.1,
    Because = "the learning rate falls before it has risen to its peak")]
[Futile(nameof(LearningRate), Comparison.Above, 0.09, Because = "each step of Adam moves every weight by about that, more than most weights are")]
[Futile(nameof(LearningRate), Comparison.Below, 1e-6, With = "Steps", WithComparison = Comparison.Below, WithValue = 500, Beside = typeof(AdapterAttribute),
    Because = "the adapter, which begins at zero, hardly moves: it takes about ten times the rate of all weights")]
[Futile(nameof(WeightDecay), Comparison.Above, 4, With = nameof(LearningRate), WithComparison = Comparison.Above, WithValue = 9e-5,
    Because = "each step shrinks every weight by their product, far more than usual, and most runs take 0.1, which is no percentage")]
public abstract class OptimizedStageAttribute : StageAttribute
{
    /// <summary>AdamW's learning rate at its peak. Default: 5e-4, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(5e-4)]
    public virtual double LearningRate { get; set; } = 5e-4;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 50.</summary>
    [Range(0, 100_000_000)]
    [AtMost("Steps", Because = "the learning rate never reaches its peak")]
    [DefaultValue(50)]
    public virtual int WarmupSteps { get; set; } = 50;

    /// <summary>The learning rate at which the schedule ends. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(LearningRate), Because = "the schedule would end above its start")]
    [MattersWhen(nameof(DecayFraction), Comparison.Above, 0)]
    [DefaultValue(0.0)]
    public double FinalLearningRate { get; set; }

    /// <summary>
    /// The share of the steps, at the end, over which the learning rate falls to <see cref="FinalLearningRate"/>; 0 holds it constant. Default: 0.3.
    /// </summary>
    [Range(0.0, 1.0)]
    [MattersWhen(nameof(FinalLearningRate), Comparison.DifferentFrom, Other = nameof(LearningRate))]
    [DefaultValue(0.3)]
    public virtual double DecayFraction { get; set; } = 0.3;

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Linear"/>.</summary>
    [MattersWhen(nameof(DecayFraction), Comparison.Above, 0)]
    [DefaultValue(LearningRateDecay.Linear)]
    public virtual LearningRateDecay Decay { get; set; }

    /// <summary>AdamW's decoupled weight decay. Default: 0.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(0.0)]
    public double WeightDecay { get; set; }

    /// <summary>The gradient norm to which larger gradients are scaled down. Default: 1.</summary>
    [Range(1e-6, 1e6)]
    [DefaultValue(1.0)]
    public double GradientClip { get; set; } = 1;

    /// <summary>
    /// Tokens in one forward and backward pass, padding included, though at least one sequence, or pair; the gradients of several passes add up to a step.
    /// Affects speed and memory, and the last bits. 0: the whole batch in one pass. Default: 0.
    /// </summary>
    [Range(0, 1_000_000_000)]
    [Operational(Observable.Memory)]
    [DefaultValue(0)]
    public int MicroBatchTokens { get; set; }

    /// <summary>
    /// Whether the backward pass computes each layer again rather than keep what the forward pass made of it: a third more time, and a fraction of the memory.
    /// Affects these, and the last bits of the output layer's weights. Default: false.
    /// </summary>
    [Operational(Observable.Memory)]
    [DefaultValue(false)]
    public bool RecomputeActivations { get; set; }

    /// <summary>The number of steps between checkpoints. Default: 100.</summary>
    [Range(1, 100_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = "Steps")]
    [Operational(Observable.Files)]
    [DefaultValue(100)]
    public int CheckpointEvery { get; set; } = 100;

    /// <summary>How many of the newest checkpoints to keep while the stage is running. Default: 2.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = "Steps")]
    [Operational(Observable.Files)]
    [DefaultValue(2)]
    public int KeepCheckpoints { get; set; } = 2;

    /// <summary>How many optimizer steps the stage takes.</summary>
    public abstract int TotalSteps();
}

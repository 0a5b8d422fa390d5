using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Trains a model that judges responses (paper 2.3.5) on pairs of a correct and a wrong response to one prompt. The prompt set gives each prompt's reference
/// answer. Pairs of some prompts are held out; on them the reward model is calibrated and measured.
/// </summary>
/// <remarks>The paper gives neither the reward models' size nor how they were trained, so all options but the kinds themselves are ours.</remarks>
public abstract class RewardModelTrainingAttribute : StageAttribute<Policy, Preferences, PromptSet, RewardModel>, IOptimization
{
    private protected RewardModelTrainingAttribute()
    {
    }

    /// <summary>
    /// What the model reads: a text in which <c>{prompt}</c>, <c>{answer}</c> (the reference answer) and <c>{response}</c> are replaced. With the tokenizer of an alphabet its
    /// characters must be in it. Default: the three, a line each.
    /// </summary>
    [MinLength(1)]
    [DefaultValue("{prompt}\n{answer}\n{response}\n")]
    public string Template { get; set; } = "{prompt}\n{answer}\n{response}\n";

    /// <summary>
    /// The share of the prompts, chosen by their hash, whose pairs are held out: half of them for calibration, half for the accuracies in the summary. Stages with the same share
    /// hold out the same prompts. Default: 0.1.
    /// </summary>
    [Range(0.001, 0.9)]
    [DefaultValue(0.1)]
    public double HeldOutShare { get; set; } = 0.1;

    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>Sequences a step: pairs for a classic reward model, critiques for a chain-of-thought one; those of a batch have like lengths. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <summary>AdamW's learning rate at its height. Default: 5e-4, which suits models of about a million parameters.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(5e-4)]
    public double LearningRate { get; set; } = 5e-4;

    /// <summary>Steps over which the learning rate rises linearly from 0. Default: 50.</summary>
    [Range(0, 100_000_000)]
    [AtMost(nameof(Steps), Because = "the learning rate never reaches its height")]
    [DefaultValue(50)]
    public int WarmupSteps { get; set; } = 50;

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
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Trains a model that judges responses (paper 2.3.5) on pairs of a correct and a wrong response to one prompt. The prompt set gives each prompt's reference
/// answer. The pairs of some prompts are held out to calibrate and measure the reward model.
/// </summary>
/// <remarks>The paper gives neither the reward models' size nor how they were trained, so all options but the kinds themselves are ours.</remarks>
[Requires(Fact.CorrectPairs)]
[Requires(Fact.Trained)]
public abstract class RewardModelTrainingAttribute : OptimizedStageAttribute, IStageSignature<Policy, Preferences, PromptSet, RewardModel>
{
    private protected RewardModelTrainingAttribute()
    {
    }

    /// <summary>
    /// What the model reads: a text in which <c>{prompt}</c>, <c>{answer}</c> (the reference answer) and <c>{response}</c> are replaced. With the tokenizer of
    /// an alphabet, its characters must be in the alphabet. Default: the three, one per line.
    /// </summary>
    [MinLength(1)]
    [Placeholders("response", Optional = ["prompt", "answer"])]
    [WrittenByThePolicy]
    [DefaultValue("{prompt}\n{answer}\n{response}\n")]
    public string Template { get; set; } = "{prompt}\n{answer}\n{response}\n";

    /// <summary>
    /// The share of the prompts, chosen by their hash, whose pairs are held out: half of them for calibration, half for the accuracies in the summary. Stages
    /// with the same share hold out the same prompts. Default: 0.1.
    /// </summary>
    [Range(0.001, 0.9)]
    [DefaultValue(0.1)]
    public double HeldOutShare { get; set; } = 0.1;

    /// <summary>Optimizer steps. Default: 1000.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1000)]
    public int Steps { get; set; } = 1000;

    /// <summary>
    /// Sequences per step: pairs for a classic reward model, critiques for a chain-of-thought one; those of a batch have similar lengths. Default: 16.
    /// </summary>
    [Range(1, 1_000_000)]
    [DefaultValue(16)]
    public int BatchSize { get; set; } = 16;

    /// <inheritdoc/>
    public override int TotalSteps() => Steps;
}

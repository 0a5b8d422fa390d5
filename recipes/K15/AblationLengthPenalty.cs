using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>What the length penalty saves and costs (paper 2.3.3): with and without it, from the same start.</summary>
[Recipe("ablation-length-penalty")]
public abstract partial class AblationLengthPenalty : Ablation
{
    /// <summary>With the penalty after a warm-up, as the paper advises.</summary>
    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    [LengthPenalty(FromIteration = 12)]
    public abstract Policy Penalized(Policy longCotSft, PromptSet curated);

    /// <summary>With the penalty from the start.</summary>
    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    [LengthPenalty]
    public abstract Policy PenalizedEarly(Policy longCotSft, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy plain, Policy penalized, Policy penalizedEarly, PromptSet heldOut);
}

using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Whether wrong responses teach (paper 3.5, figure 10): mirror descent against ReST, which fits only good responses, for the same number of
/// steps.</summary>
[Recipe("ablation-negative-gradients")]
public abstract partial class AblationNegativeGradients : Ablation
{
    /// <summary>Fits the best response to each prompt, as the paper's comparison does: a correct one.</summary>
    [Reinforce]
    [ReST]
    [PuzzleReward]
    public abstract Policy ReST(Policy longCotSft, PromptSet curated);

    /// <summary>Fits every correct response.</summary>
    [Reinforce]
    [ReST(BestOnly = false)]
    [PuzzleReward]
    public abstract Policy ReSTOfAll(Policy longCotSft, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy plain, Policy reST, Policy reSTOfAll, PromptSet heldOut);
}

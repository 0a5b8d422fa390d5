using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>
/// Whether a small model that thinks long reaches a larger one that thinks short (paper 3.5, figure 8): sweep <c>Initial:HiddenSize</c> and
/// <c>Rl:MaxResponseTokens</c>.
/// </summary>
[Recipe("ablation-context")]
public abstract partial class AblationContext : K15Base
{
    [Reinforce(Iterations = 12)]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy Rl(Policy longCotSft, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy rl, PromptSet heldOut);
}

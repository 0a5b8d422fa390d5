using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>What the ablations have in common: k15-mini up to its long-CoT model, and reinforcement learning from there with nothing added.</summary>
[Recipe("ablation")]
[Reinforce(Iterations = 24)]
public abstract partial class Ablation : K15Base
{
    /// <summary>Mirror descent on problems drawn evenly, without a length penalty.</summary>
    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy Plain(Policy longCotSft, PromptSet curated);
}

using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Whether a policy learns the same from a model's judgement as from the truth (paper 2.3.5): the same reinforcement learning under three
/// rewards.</summary>
[Recipe("reward-models")]
public abstract partial class RewardModels : K15Mini
{
    [Reinforce(Iterations = 16)]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy ByTruth(Policy longCotSft, PromptSet curated);

    [Reinforce(Iterations = 16)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy ByClassic(Policy longCotSft, PromptSet curated, RewardModel classic);

    [Reinforce(Iterations = 16)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy ByCritic(Policy longCotSft, PromptSet curated, RewardModel critic);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Judged(Policy longCotSft, Policy byTruth, Policy byClassic, Policy byCritic, PromptSet heldOut);
}

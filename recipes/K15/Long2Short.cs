using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>The four long2short methods and combinations of them, by accuracy and tokens (paper 2.4, 3.4, figure 7).</summary>
[Recipe("long2short")]
public abstract partial class Long2Short : K15Mini
{
    /// <summary>Half of the short model that the second phase made, and half of the long one.</summary>
    [MergeWeights]
    public abstract Policy MergedShortRl(Policy shortRl, Policy longCot);

    /// <summary>Shortest rejection sampling, then DPO.</summary>
    [OptimizePreferences(Steps = 40, BatchSize = 16, LearningRate = 1e-5)]
    public abstract Policy DpoOfShortest(Policy shortestSft, Preferences pairs);

    /// <summary>Shortest rejection sampling, then the second phase of reinforcement learning.</summary>
    [Reinforce(Iterations = 16, MaxResponseTokens = 48)]
    [MirrorDescent]
    [PrioritizedSampler]
    [PuzzleReward]
    [LengthPenalty(Weight = 0.2)]
    public abstract Policy ShortRlOfShortest(Policy shortestSft, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Plane(
        Policy longCot, Policy merged, Policy shortestSft, Policy dpo, Policy shortRl, Policy mergedShortRl, Policy dpoOfShortest, Policy shortRlOfShortest,
        PromptSet heldOut);
}

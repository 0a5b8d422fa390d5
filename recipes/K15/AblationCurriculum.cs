using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Whether the order of problems matters (paper 3.5, figure 9): four ways of drawing them, equal in generated tokens.</summary>
[Recipe("ablation-curriculum")]
[Reinforce(Iterations = 60, MaxGeneratedTokens = 500_000)]
public abstract partial class AblationCurriculum : K15Base
{
    /// <summary>All problems equally.</summary>
    [Reinforce]
    [MirrorDescent]
    [UniformSampler]
    [PuzzleReward]
    public abstract Policy Uniform(Policy longCotSft, PromptSet curated);

    /// <summary>The paper's curriculum: all problems first, then the hard ones only.</summary>
    [Reinforce]
    [MirrorDescent]
    [HardProblemsSampler(FromIteration = 8)]
    [PuzzleReward]
    public abstract Policy Curriculum(Policy longCotSft, PromptSet curated);

    /// <summary>From the easy levels to the hard ones.</summary>
    [Reinforce]
    [MirrorDescent]
    [CurriculumSampler(Width = 6, StartLevel = 4, UntilIteration = 12)]
    [PuzzleReward]
    public abstract Policy Rising(Policy longCotSft, PromptSet curated);

    /// <summary>The paper's prioritized sampling: by how often a problem is failed.</summary>
    [Reinforce]
    [MirrorDescent]
    [PrioritizedSampler]
    [PuzzleReward]
    public abstract Policy Prioritized(Policy longCotSft, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy uniform, Policy curriculum, Policy rising, Policy prioritized, PromptSet heldOut);
}

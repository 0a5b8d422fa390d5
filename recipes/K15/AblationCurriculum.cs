using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Whether the order of problems matters (paper 3.5, figure 9): four ways of drawing them, equal in generated tokens.</summary>
[Recipe("ablation-curriculum")]
public abstract partial class AblationCurriculum : K15Base
{
    /// <summary>All problems equally.</summary>
    [Reinforce(Iterations = 60, MaxGeneratedTokens = 500_000, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [UniformSampler]
    [PuzzleReward]
    public abstract Policy Uniform(Policy longCotSft, PromptSet curated);

    /// <summary>The paper's curriculum: all problems first, then the hard ones only.</summary>
    [Reinforce(Iterations = 60, MaxGeneratedTokens = 500_000, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [HardProblemsSampler(FromIteration = 8)]
    [PuzzleReward]
    public abstract Policy Curriculum(Policy longCotSft, PromptSet curated);

    /// <summary>From the easy levels to the hard ones.</summary>
    [Reinforce(Iterations = 60, MaxGeneratedTokens = 500_000, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [CurriculumSampler(Width = 6, StartLevel = 4, UntilIteration = 12)]
    [PuzzleReward]
    public abstract Policy Rising(Policy longCotSft, PromptSet curated);

    /// <summary>The paper's prioritized sampling: by how often a problem is failed.</summary>
    [Reinforce(Iterations = 60, MaxGeneratedTokens = 500_000, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PrioritizedSampler(Smoothing = 4, Floor = 0.1)]
    [PuzzleReward]
    public abstract Policy Prioritized(Policy longCotSft, PromptSet curated);

    [Evaluate(MaxResponseTokens = 160, SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy uniform, Policy curriculum, Policy rising, Policy prioritized, PromptSet heldOut);
}

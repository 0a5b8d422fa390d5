using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>What the comparisons of orders of problems share (paper 3.5, figure 9): problems of which few are hard, uniform sampling, and the paper's
/// curriculum, equal in generated tokens.</summary>
[Recipe("curriculum-base")]
[Reinforce(Iterations = 60, MaxGeneratedTokens = 100_000)]
public abstract partial class CurriculumBase : FindingsBase
{
    /// <summary>Problems of which few are hard: each level is half as frequent as the one below it.</summary>
    [SearchProblems(Count = 768, Decay = 0.5)]
    public abstract PromptSet MostlyEasy();

    /// <summary>The same, each with the share of attempts in which the long-CoT model solves it.</summary>
    [CuratePrompts(SamplesPerPrompt = 8, MaxPassRate = 1, GuessAttempts = 0, Temperature = 1)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet mostlyEasy, PromptSet heldOut);

    /// <summary>All problems equally.</summary>
    [Reinforce]
    [MirrorDescent]
    [UniformSampler]
    [ExactAnswerReward]
    public abstract Policy Uniform(Policy sft, PromptSet curated);

    /// <summary>The paper's curriculum: all problems first, then the hard ones only.</summary>
    [Reinforce]
    [MirrorDescent]
    [HardProblemsSampler(FromIteration = 8, MaxPassRate = 0.2)]
    [ExactAnswerReward]
    public abstract Policy Curriculum(Policy sft, PromptSet curated);
}

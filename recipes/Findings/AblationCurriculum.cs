using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>Whether the order of problems matters (paper 3.5, figure 9): four ways of drawing them, equal in generated tokens.</summary>
[Recipe("ablation-curriculum")]
public abstract partial class AblationCurriculum : CurriculumBase
{
    /// <summary>From the easy levels to the hard ones.</summary>
    [Reinforce]
    [MirrorDescent]
    [CurriculumSampler(Width = 4, StartLevel = 3, UntilIteration = 12)]
    [ExactAnswerReward]
    public abstract Policy Rising(Policy sft, PromptSet curated);

    /// <summary>The paper's prioritized sampling: by how often a problem is failed.</summary>
    [Reinforce]
    [MirrorDescent]
    [PrioritizedSampler(Smoothing = 4, Floor = 0.1)]
    [ExactAnswerReward]
    public abstract Policy Prioritized(Policy sft, PromptSet curated);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy uniform, Policy curriculum, Policy rising, Policy prioritized, PromptSet heldOut);
}

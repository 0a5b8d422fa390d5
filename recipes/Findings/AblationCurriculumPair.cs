using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>Uniform sampling and the curriculum alone, equal in iterations, as the paper's figure 9 compares them.</summary>
[Recipe("ablation-curriculum-pair")]
[Reinforce(Iterations = 32, MaxGeneratedTokens = 0)]
public abstract partial class AblationCurriculumPair : CurriculumBase
{
    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy uniform, Policy curriculum, PromptSet heldOut);
}

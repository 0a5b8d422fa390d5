using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>Whether easy problems teach the hard ones: beside uniform sampling and the curriculum, an arm that trains on problems of up to three tries
/// only.</summary>
[Recipe("ablation-curriculum-easy")]
public abstract partial class AblationCurriculumEasy : CurriculumBase
{
    /// <summary>As many problems, none of which takes more than three tries.</summary>
    [SearchProblems(Count = 768, Decay = 0.5, MaxLevel = 3)]
    public abstract PromptSet EasyProblems();

    /// <summary>Easy problems only, all equally.</summary>
    [Reinforce]
    [MirrorDescent]
    [UniformSampler]
    [ExactAnswerReward]
    public abstract Policy Easy(Policy sft, PromptSet easyProblems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy uniform, Policy curriculum, Policy easy, PromptSet heldOut);
}

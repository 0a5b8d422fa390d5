using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>Whether wrong responses teach (paper 3.5, figure 10): mirror descent against ReST, which fits only good responses, for the same number of
/// steps. Every second guess is right, so much of what is right is luck.</summary>
[Recipe("ablation-negative-gradients")]
[SearchProblems(Question = SearchQuestion.Parity)]
public abstract partial class AblationNegativeGradients : FindingsBase
{
    /// <summary>Mirror descent as in the paper.</summary>
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Plain(Policy sft, PromptSet problems);

    /// <summary>Fits the best response to each prompt, as the paper's comparison does: a correct one.</summary>
    [Reinforce]
    [ReST]
    [ExactAnswerReward]
    public abstract Policy ReST(Policy sft, PromptSet problems);

    /// <summary>Fits every correct response.</summary>
    [Reinforce]
    [ReST(BestOnly = false)]
    [ExactAnswerReward]
    public abstract Policy ReSTOfAll(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy plain, Policy reST, Policy reSTOfAll, PromptSet heldOut);
}

using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>
/// Whether a small model that thinks long reaches a larger one that thinks short (paper 3.5, figure 8): four limits of a response. Each policy is measured
/// under the limit that it was trained with, and all of them under the longest.
/// </summary>
[Recipe("ablation-context")]
public abstract partial class AblationContext : FindingsBase
{
    [Reinforce(MaxResponseTokens = 14)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Limit14(Policy sft, PromptSet problems);

    [Reinforce(MaxResponseTokens = 26)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Limit26(Policy sft, PromptSet problems);

    [Reinforce(MaxResponseTokens = 38)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Limit38(Policy sft, PromptSet problems);

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Limit64(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 14)]
    [ExactAnswerReward]
    public abstract Evaluation Within14(Policy limit14, PromptSet heldOut);

    [Evaluate(MaxResponseTokens = 26)]
    [ExactAnswerReward]
    public abstract Evaluation Within26(Policy limit26, PromptSet heldOut);

    [Evaluate(MaxResponseTokens = 38)]
    [ExactAnswerReward]
    public abstract Evaluation Within38(Policy limit38, PromptSet heldOut);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Within64(Policy sft, Policy limit14, Policy limit26, Policy limit38, Policy limit64, PromptSet heldOut);
}

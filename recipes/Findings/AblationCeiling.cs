using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>The longest limit of <see cref="AblationContext"/> alone: how far a size gets, by the learning rate of its SFT.</summary>
[Recipe("ablation-ceiling")]
public abstract partial class AblationCeiling : FindingsBase
{
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Limit64(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Within64(Policy sft, Policy limit64, PromptSet heldOut);
}

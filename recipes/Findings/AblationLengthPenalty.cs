using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>What the length penalty saves and costs (paper 2.3.3): with and without it, from the same start, whose traces repeat themselves.</summary>
[Recipe("ablation-length-penalty")]
[SearchTraces(RepeatRate = 0.25)]
public abstract partial class AblationLengthPenalty : FindingsBase
{
    /// <summary>Without a penalty.</summary>
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Plain(Policy sft, PromptSet problems);

    /// <summary>With the penalty after a warm-up, as the paper advises.</summary>
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty(FromIteration = 16)]
    public abstract Policy Penalized(Policy sft, PromptSet problems);

    /// <summary>With the penalty from the start.</summary>
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy PenalizedEarly(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy plain, Policy penalized, Policy penalizedEarly, PromptSet heldOut);
}

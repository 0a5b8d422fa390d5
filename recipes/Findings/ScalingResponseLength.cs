using Kimi.Dsl;

namespace Kimi.Recipes.Findings;

/// <summary>How accuracy and response length grow together during training (paper 3.3, figures 5 and 6): the same held-out problems every ten
/// iterations.</summary>
[Recipe("scaling-response-length")]
[Reinforce(Iterations = 10, WarmupIterations = 0)]
public abstract partial class ScalingResponseLength : FindingsBase
{
    [Reinforce(WarmupIterations = 3)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy After10(Policy sft, PromptSet problems);

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy After20(Policy after10, PromptSet problems);

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy After30(Policy after20, PromptSet problems);

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy After40(Policy after30, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Accuracy(Policy sft, Policy after10, Policy after20, Policy after30, Policy after40, PromptSet heldOut);
}

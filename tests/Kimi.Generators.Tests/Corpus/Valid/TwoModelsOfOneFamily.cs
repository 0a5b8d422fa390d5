// Form: two checkpoints of different folders, merged, chosen and reported
using Kimi.Dsl;

namespace Acme;

[Recipe("two-models-of-one-family")]
public abstract partial class TwoModelsOfOneFamily
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/step-1000")]
    public abstract Policy Early();

    [LoadPolicy("models/step-2000")]
    public abstract Policy Late();

    [MergeWeights(Weights = [0.3, 0.7], Interpolation = Interpolation.Spherical)]
    public abstract Policy Merged(Policy early, Policy late);

    [SelectPolicy(TokenPrice = 0)]
    [ExactAnswerReward]
    public abstract Policy Best(Policy early, Policy late, Policy merged, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy best, PromptSet heldOut);
}

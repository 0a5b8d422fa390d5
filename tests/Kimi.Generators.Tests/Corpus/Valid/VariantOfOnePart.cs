// Form: a variant overrides one stage with another objective, and uses what its base only offers
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-of-one-part")]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class VariantOfOnePart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("variant-of-one-part-2")]
[Reinforce(LearningRate = 1e-4)]
public abstract partial class VariantOfOnePart2 : VariantOfOnePart
{
    [Reinforce(Iterations = 80, StepsPerIteration = 8)]
    [Grpo(Beta = 0)]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 128)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

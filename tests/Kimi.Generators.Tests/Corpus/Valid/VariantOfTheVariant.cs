// Form: a variant of a variant changes a penalty back, and its class gives what its stages do not
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-of-the-variant")]
[Reinforce(Iterations = 60, PromptsPerIteration = 32)]
[LengthPenalty(FromIteration = 30)]
public abstract partial class VariantOfTheVariant
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

    [Reinforce]
    [MirrorDescent]
    [LengthPenalty]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Without the penalty.</summary>
[Recipe("variant-of-the-variant-free")]
public abstract partial class Free : VariantOfTheVariant
{
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>With a lighter one.</summary>
[Recipe("variant-of-the-variant-light", Seed = 5)]
[LengthPenalty(Weight = 0.05, FromIteration = 10)]
public abstract partial class Light : Free
{
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

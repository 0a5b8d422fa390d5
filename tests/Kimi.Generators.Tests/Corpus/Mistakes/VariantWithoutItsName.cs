// Stack: verl
// Kind: a variant of a recipe has no [Recipe], so there is no such recipe
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-without-its-name")]
public abstract partial class VariantWithoutItsName
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

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

/// <summary>The same with more iterations.</summary>
public abstract partial class LongerVariant : VariantWithoutItsName //! KIMI1013
{
    [Reinforce(Iterations = 400)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

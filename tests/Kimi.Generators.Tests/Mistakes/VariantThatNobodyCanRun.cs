// Mistake: I made a variant of a recipe and forgot [Recipe] on it
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-that-nobody-can-run")]
public abstract partial class VariantThatNobodyCanRun
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
public abstract partial class {|KIMI1013:LongerVariant|} : VariantThatNobodyCanRun
{
    [Reinforce(Iterations = 400)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

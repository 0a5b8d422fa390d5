// Stack: verl
// Kind: a variant trains with longer responses, and its report still cuts them at those of the base
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-trained-longer")]
public abstract partial class VariantTrainedLonger
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

    [Reinforce(Iterations = 80, MaxResponseTokens = 96)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 96)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>With room to think.</summary>
[Recipe("variant-trained-longer-384")]
public abstract partial class WithRoom : VariantTrainedLonger
{
    [Reinforce(Iterations = 80, MaxResponseTokens = 384)] //! KIMI6011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: Megatron
// Kind: a variant has a name of its own and nothing else, nor a section in a file
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-without-a-variation")]
public abstract partial class VariantWithoutAVariation
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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("variant-without-a-variation-2")]
public abstract partial class VariantWithoutAVariation2 : VariantWithoutAVariation; //! KIMI2006

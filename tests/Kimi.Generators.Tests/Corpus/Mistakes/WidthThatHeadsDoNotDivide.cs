// Stack: torchtune
// Kind: the width is no multiple of the heads
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("width-that-heads-do-not-divide")]
public abstract partial class WidthThatHeadsDoNotDivide
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, HiddenSize = 100, AttentionHeads = 8)] //! KIMI5004
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

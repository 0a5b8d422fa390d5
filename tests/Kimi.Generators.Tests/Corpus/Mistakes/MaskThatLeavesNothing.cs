// Stack: prime-rl
// Kind: the mask of importance ratios lets only 1 through
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mask-that-leaves-nothing")]
public abstract partial class MaskThatLeavesNothing
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
    [MaskedImportance(Floor = 1, Cap = 1)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

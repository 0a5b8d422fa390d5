// Stack: Megatron
// Kind: the heads are of odd size, which a rotary encoding cannot turn
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("odd-heads")]
public abstract partial class OddHeads
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, HeadSize = 33)] //! KIMI5004
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

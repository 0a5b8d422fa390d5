// Stack: verl
// Kind: the pull to the reference is switched off by 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tau-of-zero")]
public abstract partial class TauOfZero
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
    [MirrorDescent(Tau = 0)] //! KIMI5001
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

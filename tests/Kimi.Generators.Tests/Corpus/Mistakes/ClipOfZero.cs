// Stack: TRL
// Kind: the norm of gradients is clipped at 0, to switch clipping off
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-of-zero")]
public abstract partial class ClipOfZero
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, GradientClip = 0)] //! KIMI5001
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

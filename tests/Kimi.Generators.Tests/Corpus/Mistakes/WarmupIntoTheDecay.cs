// Stack: torchtune
// Kind: warm-up and decay together take more steps than there are
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("warmup-into-the-decay")]
public abstract partial class WarmupIntoTheDecay
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_000, WarmupSteps = 700, DecayFraction = 0.5)] //! KIMI5007
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

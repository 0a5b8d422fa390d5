// Stack: verl
// Kind: clip_ratio_low above clip_ratio_high
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-higher-upside-down")]
public abstract partial class ClipHigherUpsideDown
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [Dapo(EpsilonLow = 0.28, EpsilonHigh = 0.2)] //! KIMI5002
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

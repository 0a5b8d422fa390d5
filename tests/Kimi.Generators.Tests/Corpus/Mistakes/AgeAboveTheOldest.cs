// Stack: prime-rl
// Kind: segments may be older than any response that is still running
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("age-above-the-oldest")]
public abstract partial class AgeAboveTheOldest
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [ExactAnswerReward]
    [PartialRollouts(MaxAge = 8, MaxSegmentAge = 12)] //! KIMI5006
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: prime-rl
// Kind: the time limit of a verdict is given in milliseconds
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("limit-in-milliseconds")]
public abstract partial class LimitInMilliseconds
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
    [ExactAnswerReward(TimeLimitSeconds = 30_000)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

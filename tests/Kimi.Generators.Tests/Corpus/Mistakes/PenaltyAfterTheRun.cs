// Stack: verl
// Kind: the length penalty begins after the last iteration
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-after-the-run")]
public abstract partial class PenaltyAfterTheRun
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
    [LengthPenalty(FromIteration = 100)] //! KIMI4006
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

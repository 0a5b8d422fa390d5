// Stack: OpenRLHF
// Kind: keeps the ten newest checkpoints of a run that writes none
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("checkpoints-kept-of-none")]
public abstract partial class CheckpointsKeptOfNone
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 40, CheckpointEvery = 100)] //! KIMI5006
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: torchtune
// Kind: a least learning rate for a schedule that never falls
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("floor-of-a-constant-schedule")]
public abstract partial class FloorOfAConstantSchedule
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, FinalLearningRate = 1e-5, DecayFraction = 0)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

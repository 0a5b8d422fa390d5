// Mistake: I wanted the length penalty to grow, and wrote it twice
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("growing-penalty")]
public abstract partial class GrowingPenalty
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 20)]
    [{|KIMI4005:LengthPenalty|}(Weight = 0.4, FromIteration = 60)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

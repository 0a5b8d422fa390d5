// Mistake: My length penalty sets in when the run is over
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("late-penalty")]
public abstract partial class LatePenalty
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
    [LengthPenalty(Weight = 0.1, {|KIMI4006:FromIteration = 80|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

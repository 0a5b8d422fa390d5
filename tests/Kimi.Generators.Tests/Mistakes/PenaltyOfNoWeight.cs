// Mistake: I swept the weight of the length penalty, and 0 was the last value I tried
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("weightless")]
public abstract partial class Weightless
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
    [LengthPenalty({|KIMI4007:Weight = 0|}, FromIteration = 20)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

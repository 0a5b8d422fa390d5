// Mistake: I gave a penalty a negative weight, as in another framework
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("long-winded")]
public abstract partial class LongWinded
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
    [LengthPenalty({|KIMI4008:Weight = -0.2|}, FromIteration = 20)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

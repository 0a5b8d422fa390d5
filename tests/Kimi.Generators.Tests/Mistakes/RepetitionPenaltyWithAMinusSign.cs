// Mistake: I gave the repetition penalty a negative weight, as it is a penalty
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("negative-repetition")]
public abstract partial class NegativeRepetition
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
    [RepetitionPenalty({|KIMI4008:Weight = -0.5|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

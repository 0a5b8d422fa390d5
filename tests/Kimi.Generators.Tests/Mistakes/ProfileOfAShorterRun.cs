// Mistake: My smoke profile ends before the length penalty sets in
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("smoke-test")]
public abstract partial class SmokeRl
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
    [LengthPenalty(FromIteration = 20)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Mistake: I put the same reward on twice, for two markers
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-markers")]
public abstract partial class TwoMarkers
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
    [{|KIMI4005:ExactAnswerReward|}(Marker = "Answer:")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Mistake: I switched off every way to find the answer
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-way-to-answer")]
public abstract partial class NoWayToAnswer
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
    [{|KIMI5008:MathReward|}(Boxed = false, Marked = false, Stated = false, LastLine = false)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

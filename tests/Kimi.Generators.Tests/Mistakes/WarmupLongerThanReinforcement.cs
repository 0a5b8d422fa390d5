// Mistake: I gave the warm-up in optimizer steps, and it counts iterations
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("slow-start")]
public abstract partial class SlowStart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50, {|KIMI5002:WarmupIterations = 100|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

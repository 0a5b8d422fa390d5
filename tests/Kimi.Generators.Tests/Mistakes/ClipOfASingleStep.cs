// Mistake: I widened the clip, and my iterations take one step
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("clip-of-a-single-step")]
public abstract partial class ClipOfASingleStep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StepsPerIteration = 1)]
    [Dapo({|KIMI5006:EpsilonHigh = 0.3|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

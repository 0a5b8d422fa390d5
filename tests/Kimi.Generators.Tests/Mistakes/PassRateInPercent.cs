// Mistake: I gave the pass rate in percent
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("in-percent")]
public abstract partial class InPercent
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
    [HardProblemsSampler({|KIMI5001:MaxPassRate = 50|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

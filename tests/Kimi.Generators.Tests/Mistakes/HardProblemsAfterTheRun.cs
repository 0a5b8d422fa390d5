// Mistake: I shortened the run, and the switch to the hard problems never comes
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("never-hard")]
public abstract partial class NeverHard
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce({|KIMI3005:Iterations = 20|})]
    [MirrorDescent]
    [HardProblemsSampler]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

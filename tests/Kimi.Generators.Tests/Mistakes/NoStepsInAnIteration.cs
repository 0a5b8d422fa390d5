// Mistake: I asked for 0 optimizer steps, meaning 'as many as it takes'
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("zero-steps")]
public abstract partial class ZeroSteps
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, {|KIMI5001:StepsPerIteration = 0|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

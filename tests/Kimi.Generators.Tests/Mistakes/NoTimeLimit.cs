// Mistake: I gave the verifier a time limit of 0, meaning none
// Pain: 8
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("patient")]
public abstract partial class Patient
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
    [ExactAnswerReward({|KIMI5001:TimeLimitSeconds = 0|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Mistake: I left the answer's marker empty, since the whole response is the answer
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("bare-answer")]
public abstract partial class BareAnswer
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
    [ExactAnswerReward({|KIMI5001:Marker = ""|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

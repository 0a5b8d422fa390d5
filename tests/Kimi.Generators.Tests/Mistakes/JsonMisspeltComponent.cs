// Mistake: I wrote 'LenghtPenalty' in kimi.json
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("lenght")]
public abstract partial class LenghtRl
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

// Mistake: I gave the penalty a minus sign in kimi.json
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("minus")]
public abstract partial class MinusRl
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

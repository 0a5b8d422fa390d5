// Mistake: I put the length penalty on the evaluation, so that it ranks short answers first
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("short-answers")]
public abstract partial class ShortAnswers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 64)]
    [ExactAnswerReward]
    [{|KIMI1007:LengthPenalty|}(Weight = 0.5)]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}

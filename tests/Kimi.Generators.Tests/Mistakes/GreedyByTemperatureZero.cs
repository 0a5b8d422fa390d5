// Mistake: I set the temperature to 0 for greedy responses
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("greedy")]
public abstract partial class GreedyReport
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

    [Evaluate({|KIMI5001:Temperature = 0|}, MaxResponseTokens = 64)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}

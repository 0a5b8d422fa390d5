// Mistake: I trained on all problems, the held-out ones included
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("greedy-split")]
public abstract partial class GreedySplit
{
    [Problems<AdditionProblems>(Count = 4_096, Split = Split.All)]
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
    public abstract Evaluation Report(Policy sft, PromptSet {|KIMI6007:heldOut|});
}

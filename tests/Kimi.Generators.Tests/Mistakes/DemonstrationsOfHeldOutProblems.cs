// Mistake: I made the demonstrations from the held-out problems
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("leaked-traces")]
public abstract partial class LeakedTraces
{
    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>(PerProblem = 8)]
    public abstract Demonstrations Traces(PromptSet heldOut);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 64)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet {|KIMI6007:heldOut|});
}

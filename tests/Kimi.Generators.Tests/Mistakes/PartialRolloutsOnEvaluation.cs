// Mistake: I spread the responses of an evaluation over iterations, of which it has none
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("partial-evaluation")]
public abstract partial class PartialEvaluation
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 256)]
    [{|KIMI1007:PartialRollouts|}(TokenBudget = 128)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

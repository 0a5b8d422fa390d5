// Mistake: I merged two policies, and my report still compares the two
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("unused-merge")]
public abstract partial class UnusedMerge
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

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [MergeWeights]
    public abstract Policy {|KIMI2005:Merged|}(Policy sft, Policy longCot);

    [Evaluate(MaxResponseTokens = 144), ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);
}

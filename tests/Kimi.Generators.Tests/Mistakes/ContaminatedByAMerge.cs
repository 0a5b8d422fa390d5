// Mistake: One of the two policies that I merged had seen the test problems
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tainted-merge")]
public abstract partial class TaintedMerge
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

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet heldOut);

    [MergeWeights]
    public abstract Policy Merged(Policy sft, Policy longCot);

    [Evaluate(MaxResponseTokens = 64), ExactAnswerReward]
    public abstract Evaluation Report(Policy merged, PromptSet {|KIMI6007:heldOut|});
}

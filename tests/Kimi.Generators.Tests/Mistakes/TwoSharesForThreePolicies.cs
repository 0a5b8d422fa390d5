// Mistake: I merge three policies and gave two shares
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("three-merged")]
public abstract partial class ThreeMerged
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Reinforce(Iterations = 160), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongerCot(Policy sft, PromptSet problems);

    [MergeWeights({|KIMI5005:Weights = new[] { 0.5, 0.5 }|})]
    public abstract Policy Merged(Policy sft, Policy longCot, Policy longerCot);
}

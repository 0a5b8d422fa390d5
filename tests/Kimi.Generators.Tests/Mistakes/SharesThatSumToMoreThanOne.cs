// Mistake: My shares of a merge sum to 1.2
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("too-much-merged")]
public abstract partial class TooMuchMerged
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

    [MergeWeights({|KIMI5005:Weights = new[] { 0.6, 0.6 }|})]
    public abstract Policy Merged(Policy sft, Policy longCot);
}

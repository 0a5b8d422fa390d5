// Stack: axolotl
// Kind: subtracts a model by a negative share of the merge
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("share-below-zero")]
public abstract partial class ShareBelowZero
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [MergeWeights(Weights = [1.5, -0.5])] //! none yet
    public abstract Policy Merged(Policy longCot, Policy sft);
}

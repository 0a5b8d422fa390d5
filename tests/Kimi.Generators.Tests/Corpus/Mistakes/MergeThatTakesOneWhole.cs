// Stack: axolotl
// Kind: a merge gives one policy everything
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-that-takes-one-whole")]
public abstract partial class MergeThatTakesOneWhole
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

    [MergeWeights(Weights = [1.0, 0.0])] //! KIMI4007
    public abstract Policy Merged(Policy longCot, Policy sft);
}

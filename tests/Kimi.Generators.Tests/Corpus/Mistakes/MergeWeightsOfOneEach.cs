// Stack: LLaMA-Factory
// Kind: each policy of a merge has the weight 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-weights-of-one-each")]
public abstract partial class MergeWeightsOfOneEach
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

    [MergeWeights(Weights = [1, 1])] //! KIMI5005
    public abstract Policy Merged(Policy sft, Policy longCot);
}

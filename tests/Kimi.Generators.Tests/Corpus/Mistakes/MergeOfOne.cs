// Stack: LLaMA-Factory
// Kind: an average of one policy
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-of-one")]
public abstract partial class MergeOfOne
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

    [MergeWeights] //! KIMI6017
    public abstract Policy Merged(Policy longCot);
}

// Stack: axolotl
// Kind: both models of the merge are the same one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merged-with-itself")]
public abstract partial class MergedWithItself
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

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, [From(nameof(LongCot))] Policy other); //! KIMI6013
}

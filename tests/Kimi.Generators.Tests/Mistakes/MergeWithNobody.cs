// Mistake: I took the second policy out of the merge
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-with-nobody")]
public abstract partial class MergeWithNobody
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

    [{|KIMI6017:MergeWeights|}]
    public abstract Policy Merged(Policy longCot);
}

// Mistake: I merge an adapter that no stage trained
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-nobody")]
public abstract partial class AdapterOfNobody
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

    [MergeAdapter]
    public abstract Policy Merged(Policy {|KIMI6014:longCot|});
}

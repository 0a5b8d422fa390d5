// Form: an adapter is trained and then merged
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-merged")]
public abstract partial class AdapterMerged
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
    [Lora(Rank = 8)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy longCot);
}

// Form: a byte tokenizer, and a marker of any characters
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-of-bytes")]
public abstract partial class MarkerOfBytes
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
    [ExactAnswerReward(Marker = "答案：")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

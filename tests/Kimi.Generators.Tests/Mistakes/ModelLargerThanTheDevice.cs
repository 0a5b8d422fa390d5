// Mistake: I put a model of 7 billion weights on a card of 8 GiB
// Pain: 13
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("seven-billion", DeviceMemoryGiB = 8)]
public abstract partial class SevenBillion
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 32, HiddenSize = 4_096, AttentionHeads = 32, KeyValueHeads = 8, FeedForwardSize = 14_336, ContextLength = 4_096)]
    public abstract Policy Initial();

    [{|KIMI6008:FineTune|}(Steps = 500, LearningRate = 2e-5)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

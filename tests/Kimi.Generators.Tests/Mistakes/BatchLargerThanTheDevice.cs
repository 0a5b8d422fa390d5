// Mistake: My model fits the card, and a batch of 4,096 sequences does not
// Pain: 13
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("large-batch", DeviceMemoryGiB = 24)]
public abstract partial class LargeBatch
{
    [Problems<AdditionProblems>(Count = 65_536)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 768, AttentionHeads = 12, KeyValueHeads = 4, FeedForwardSize = 2_048, ContextLength = 2_048)]
    public abstract Policy Initial();

    [{|KIMI6008:FineTune|}(Steps = 500, BatchSize = 4_096, LearningRate = 5e-4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

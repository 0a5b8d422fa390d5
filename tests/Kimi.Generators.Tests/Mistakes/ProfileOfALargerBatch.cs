// Mistake: My profile for the long run has a batch that the card cannot hold
// Pain: 13
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("fits-the-card", DeviceMemoryGiB = 24)]
public abstract partial class FitsTheCard
{
    [Problems<AdditionProblems>(Count = 65_536)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 768, AttentionHeads = 12, KeyValueHeads = 4, FeedForwardSize = 2_048, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 5e-4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

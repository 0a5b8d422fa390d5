// Mistake: I merge a small model with a large one
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("small-and-large")]
public abstract partial class SmallAndLarge
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 2)]
    public abstract Policy Small();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8)]
    public abstract Policy Large();

    [FineTune(Steps = 500)]
    public abstract Policy SmallSft(Policy small, Demonstrations traces);

    [FineTune(Steps = 2_000)]
    public abstract Policy LargeSft(Policy large, Demonstrations traces);

    [MergeWeights]
    public abstract Policy Merged(Policy smallSft, Policy {|KIMI6002:largeSft|});
}

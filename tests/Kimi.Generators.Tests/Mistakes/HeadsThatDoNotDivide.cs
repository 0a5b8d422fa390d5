// Mistake: I share 4 key and value heads among 6 query heads
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("six-heads")]
public abstract partial class SixHeads
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, HiddenSize = 192, AttentionHeads = 6, {|KIMI5004:KeyValueHeads = 4|})]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

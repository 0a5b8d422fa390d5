// Mistake: I share a width of 320 among 6 heads
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("six-of-320")]
public abstract partial class SixOf320
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, HiddenSize = 320, {|KIMI5004:AttentionHeads = 6|})]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

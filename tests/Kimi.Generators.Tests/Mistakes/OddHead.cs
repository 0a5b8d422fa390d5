// Mistake: My heads come out with an odd size, which rotary position encoding cannot turn
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("odd-head")]
public abstract partial class OddHead
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, HiddenSize = 200, {|KIMI5004:AttentionHeads = 8|})]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

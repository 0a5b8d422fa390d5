// Mistake: I forgot 'partial' on the class
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("addition-sft-wide")]
public abstract class {|KIMI1002:AdditionSftWide|}
{
    [Problems<AdditionProblems>(Count = 8_192)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(HiddenSize = 512, AttentionHeads = 8, FeedForwardSize = 1_376)]
    public abstract Policy Initial();

    [FineTune(Steps = 2_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

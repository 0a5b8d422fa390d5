// Stack: LLaMA-Factory
// Kind: a merge of two sizes
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("soup-of-two-sizes")]
public abstract partial class SoupOfTwoSizes
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [InitializeTransformer(Layers = 12, ContextLength = 512)]
    public abstract Policy Large();

    [FineTune(Steps = 500)]
    public abstract Policy LargeSft([From(nameof(Large))] Policy start, Demonstrations traces);

    [MergeWeights]
    public abstract Policy Merged(Policy sft, Policy largeSft); //! KIMI6002
}

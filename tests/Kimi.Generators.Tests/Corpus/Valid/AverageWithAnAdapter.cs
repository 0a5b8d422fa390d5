// Form: a policy whose training is in an adapter is averaged with another
using Kimi.Dsl;

namespace Acme;

[Recipe("average-with-an-adapter")]
public abstract partial class AverageWithAnAdapter
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 300)]
    [Lora(Rank = 4)]
    public abstract Policy Adapted(Policy initial, Demonstrations traces);

    [MergeWeights]
    public abstract Policy Merged(Policy adapted, Policy sft);
}

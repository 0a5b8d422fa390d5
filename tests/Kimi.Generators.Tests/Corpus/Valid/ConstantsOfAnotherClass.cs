// Form: options are constants of another class, computed from each other
using Kimi.Dsl;

namespace Acme;

[Recipe("constants-of-another-class")]
public abstract partial class ConstantsOfAnotherClass
{
    [Problems<AdditionProblems>(Count = Sizes.Problems)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = Sizes.Layers, HiddenSize = Sizes.Layers * 32, AttentionHeads = Sizes.Layers / 2, KeyValueHeads = Sizes.Layers / 4, ContextLength = 1 << 9)]
    public abstract Policy Initial();

    [FineTune(Steps = Sizes.Epochs * Sizes.Problems / 16, LearningRate = Sizes.Small ? 2e-3 : 5e-4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

/// <summary>How large everything is.</summary>
internal static class Sizes
{
    public const int Layers = 8;
    public const int Problems = 4 * 1_024;
    public const int Epochs = 2;
    public const bool Small = Layers < 12;
}

// Form: spherical interpolation of two models, weighted
using Kimi.Dsl;

namespace Acme;

[Recipe("sphere-of-two")]
public abstract partial class SphereOfTwo
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [MergeWeights(Interpolation = Interpolation.Spherical, Weights = [0.3, 0.7])]
    public abstract Policy Merged(Policy longCot, Policy sft);
}

// Mistake: I merge three models by spherical interpolation
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sphere-of-three-models")]
public abstract partial class SphereOfThreeModels
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

    [MergeWeights({|KIMI5009:Interpolation = Interpolation.Spherical|})]
    public abstract Policy Merged(Policy longCot, Policy sft, Policy initial);
}

// Stack: axolotl
// Kind: spherical interpolation of three models
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sphere-of-three")]
public abstract partial class SphereOfThree
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

    [MergeWeights(Interpolation = Interpolation.Spherical)] //! KIMI5009
    public abstract Policy Merged(Policy longCot, Policy sft, Policy initial);
}

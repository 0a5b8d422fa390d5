// Mistake: My search stage needs a sampler, and this recipe has none
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rejection-sampling")]
public abstract partial class RejectionSampling
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [{|KIMI4004:BestOf|}(Samples = 16)]
    [ExactAnswerReward]
    public abstract Demonstrations Best(Policy sft, PromptSet problems);

    [FineTune(Steps = 500, LearningRate = 5e-4)]
    public abstract Policy Short(Policy sft, Demonstrations best);
}

/// <summary>Keeps the shortest correct response of several, for the problems that its samplers favour (paper 2.4).</summary>
[StageComponents(ComponentKinds.Reward | ComponentKinds.Sampler, Requires = ComponentKinds.Reward | ComponentKinds.Sampler)]
public sealed class BestOfAttribute : StageAttribute<Policy, PromptSet, Demonstrations>
{
    /// <summary>Responses for each problem.</summary>
    public int Samples { get; set; } = 8;
}

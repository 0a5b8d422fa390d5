// Stack: NeMo-RL
// Kind: a penalty gives one number for a whole group
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-of-one-response")]
public abstract partial class PenaltyOfOneResponse
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
    [Penalty<Flat>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>The same for all.</summary>
public sealed class Flat : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) => [-0.1 * group.Count]; //! KIMI8013
}

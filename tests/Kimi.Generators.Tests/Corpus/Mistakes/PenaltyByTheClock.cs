// Stack: verl
// Kind: a penalty depends on the time of day
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-by-the-clock")]
public abstract partial class PenaltyByTheClock
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
    [Penalty<NightShift>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Stricter at night.</summary>
public sealed class NightShift : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(response => DateTime.Now.Hour < 6 ? -0.001 * response.Length : 0)]; //! KIMI8007
}

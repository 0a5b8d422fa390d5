// Form: a penalty takes from long responses and gives to short ones
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-around-zero")]
public abstract partial class PenaltyAroundZero
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Penalty<LongerThanOthers>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Against responses that are longer than the others of their group.</summary>
public sealed class LongerThanOthers : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var span = Math.Max(1, group.MaxLength - group.MinLength);
        return [.. group.Select(judged => 0.1 * (0.5 - ((judged.Rollout.Length - group.MinLength) / (double)span)))];
    }
}

// Form: a penalty divides by a range that it has looked at
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-where-lengths-differ")]
public abstract partial class PenaltyWhereLengthsDiffer
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
    [Penalty<Longest>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes away a tenth from the longest response, and less from shorter ones.</summary>
public sealed class Longest : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) => (group.MaxLength - group.MinLength) switch
    {
        0 => new double[group.Count],
        var range => [.. from judged in @group select -0.1 * (judged.Length - @group.MinLength) / range],
    };
}

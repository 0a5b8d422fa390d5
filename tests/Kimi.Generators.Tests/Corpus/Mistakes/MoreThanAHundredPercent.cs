// Stack: SkyRL
// Kind: a share of a team goes beyond the range that the team gave it, by an attribute of its own
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("more-than-a-hundred-percent")]
public abstract partial class MoreThanAHundredPercent
{
    private const int Whole = 100;

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
    [Brevity(Share = Whole + 50)] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A whole number of percent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PercentAttribute() : RangeAttribute(0, 100);

/// <summary>Takes something off long responses.</summary>
public sealed class BrevityAttribute : PenaltyAttribute<Brevity>
{
    /// <summary>What the longest response loses, in percent. Default: 10.</summary>
    [Percent]
    [DefaultValue(10)]
    public int Share { get; set; } = 10;
}

/// <summary>The penalty.</summary>
/// <param name="options">Its options.</param>
public sealed class Brevity(BrevityAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(one => -options.Share / 100.0 * one.Length / Math.Max(1, group.MaxLength))];
}

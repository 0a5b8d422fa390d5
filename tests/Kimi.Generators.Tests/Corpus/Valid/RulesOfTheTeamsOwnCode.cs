// Form: a team judges an option by code of its own
using Kimi.Dsl;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("rules-of-the-teams-own-code")]
public abstract partial class RulesOfTheTeamsOwnCode
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
    [Banded(Bands = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A power of two.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PowerOfTwoAttribute() : ValidationAttribute("it is no power of two")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is int number && int.IsPow2(number);
}

/// <summary>Takes something off by bands of length.</summary>
public sealed class BandedAttribute : PenaltyAttribute<Banded>
{
    /// <summary>How many bands.</summary>
    [PowerOfTwo]
    public int Bands { get; set; } = 8;
}

/// <summary>The penalty.</summary>
/// <param name="options">Its options.</param>
public sealed class Banded(BandedAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(one => -0.1 * (one.Length * options.Bands / Math.Max(1, group.MaxLength)) / options.Bands)];
}

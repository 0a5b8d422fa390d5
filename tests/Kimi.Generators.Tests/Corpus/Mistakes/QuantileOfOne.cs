// Stack: prime-rl
// Kind: a quantile must be below one, and is one
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("quantile-of-one")]
public abstract partial class QuantileOfOne
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
    [Outliers(Quantile = 1)] //! KIMI5001
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes something off the longest responses.</summary>
public sealed class OutliersAttribute : PenaltyAttribute<Outliers>
{
    /// <summary>From which share of the lengths on a response is an outlier. Default: 0.9.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    [DefaultValue(0.9)]
    public double Quantile { get; set; } = 0.9;
}

/// <summary>The penalty.</summary>
/// <param name="options">Its options.</param>
public sealed class Outliers(OutliersAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        int[] lengths = [.. group.Select(one => one.Length).Order()];
        var bound = lengths[(int)(options.Quantile * lengths.Length)];
        return [.. group.Select(one => one.Length > bound ? -0.1 : 0)];
    }
}

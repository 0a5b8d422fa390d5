// Form: divisions by what cannot be 0, for reasons that stand elsewhere
using Kimi.Dsl;

namespace Acme;

[Recipe("divisors-looked-at-elsewhere")]
public abstract partial class DivisorsLookedAtElsewhere
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
    [Penalty<Spread>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes away a tenth from the longest response, and less from shorter ones.</summary>
public sealed class Longest : IPenalty
{
    private const double Least = 1e-6;

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        double[] lengths = [.. group.Select(judged => (double)judged.Length)];
        if (lengths.All(length => length == lengths[0]))
            return [.. lengths.Select(_ => 0.0)];
        var range = lengths.Max() - lengths.Min();
        return [.. lengths.Select(length => -0.1 * (length - lengths.Min()) / range)];
    }
}

/// <summary>Takes away from what lies far from the mean.</summary>
public sealed class Spread : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var mean = group.Average(judged => judged.Length);
        var deviation = Math.Sqrt(group.Average(judged => Math.Pow(judged.Length - mean, 2)));
        return [.. group.Select(judged => -0.02 * Math.Min(2, Math.Abs(judged.Length - mean) / (deviation + 1e-6)))];
    }
}

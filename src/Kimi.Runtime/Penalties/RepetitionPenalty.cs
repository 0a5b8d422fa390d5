using Kimi.Dsl;

namespace Kimi.Runtime.Penalties;

/// <summary>The usual n-gram repetition penalty: −weight · (1 − distinct n-grams / n-grams), over the whole response.</summary>
/// <remarks>
/// A response shorter than n tokens has no n-gram and loses nothing; a response that the rollout engine ended because it repeated itself loses the whole
/// weight. The paper says that repetition can be penalised, but not how.
/// </remarks>
/// <param name="options">n and weight.</param>
[ImplementationVersion(1)]
public sealed class RepetitionPenalty(RepetitionPenaltyAttribute options) : IRepetitionPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(rollout => -options.Weight * Repetition(rollout.Rollout))];

    private double Repetition(Rollout rollout)
    {
        if (rollout.StopReason == StopReason.Repetition)
            return 1;
        int[] tokens = [.. rollout.Segments.SelectMany(segment => segment.Tokens)];
        var count = tokens.Length - options.Tokens + 1;
        if (count < 1)
            return 0;
        var distinct = Enumerable.Range(0, count).Select(start => string.Join(' ', tokens.AsSpan(start, options.Tokens).ToArray())).Distinct().Count();
        return 1 - ((double)distinct / count);
    }
}

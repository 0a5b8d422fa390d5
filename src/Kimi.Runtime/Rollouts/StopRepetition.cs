using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Ends responses that repeat themselves (paper 2.6.2): as soon as the newest n·m tokens satisfy x_i = x_(i−p) for one period p ≤ n. The paper does
/// not say how it detects repetition.
/// </summary>
/// <remarks>A tail of n·m tokens of period p holds the pattern at least m times, so a shorter pattern has to occur more often.</remarks>
/// <param name="options">n and m.</param>
[ImplementationVersion(1)]
public sealed class StopRepetition(StopRepetitionAttribute options) : IStopRepetition
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        var tail = options.PatternTokens * options.Repeats;
        if (tokens.Length < tail)
            return null;
        for (var period = 1; period <= options.PatternTokens; period++)
        {
            var start = tokens.Length - tail;
            if (tokens[(start + period)..].SequenceEqual(tokens[start..^period]))
                return StopReason.Repetition;
        }

        return null;
    }
}

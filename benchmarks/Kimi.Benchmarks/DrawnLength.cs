using Kimi.Dsl;

namespace Kimi.Benchmarks;

/// <summary>Ends responses at lengths that their first tokens decide, so that a response that is cut and goes on has the length it had.</summary>
/// <param name="length">The length for a uniform number.</param>
internal sealed class DrawnLength(Func<double, double> length) : IStopRule
{
    private const int Deciding = 4;

    /// <summary>Between 16 and 112 tokens, each as likely.</summary>
    public static DrawnLength Even { get; } = new(uniform => 16 + (96 * uniform));

    /// <summary>A heavy tail: at least 16 tokens, and a chance of 16 / n for more than n.</summary>
    public static DrawnLength HeavyTailed { get; } = new(uniform => 16 / (1 - uniform));

    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        if (tokens.Length < Deciding)
            return null;
        var hash = 17UL;
        foreach (var token in tokens[..Deciding])
            hash = (hash * 1_000_003) + (ulong)token;
        return tokens.Length >= length(new SeededRandom(hash).NextDouble()) ? StopReason.EndOfText : null;
    }
}

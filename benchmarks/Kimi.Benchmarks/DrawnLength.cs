using Kimi.Dsl;

namespace Kimi.Benchmarks;

/// <summary>Ends responses at lengths that their first tokens determine, so that a response that is cut and continued keeps its length.</summary>
/// <param name="length">The length for a uniform number.</param>
internal sealed class DrawnLength(Func<double, double> length) : IStopRule
{
    private const int Deciding = 4;

    /// <summary>Between 16 and 112 tokens, all equally likely.</summary>
    public static DrawnLength Even { get; } = new(uniform => 16 + (96 * uniform));

    /// <summary>Heavy-tailed: at least 16 tokens, with probability 16 / n of more than n.</summary>
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

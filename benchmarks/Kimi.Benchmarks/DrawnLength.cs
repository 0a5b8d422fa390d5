using Kimi.Dsl;

namespace Kimi.Benchmarks;

/// <summary>Ends responses at lengths that their first tokens determine, so that a response that is cut and continued keeps its length.</summary>
internal sealed class DrawnLengthAttribute : RolloutRuleAttribute<DrawnLength>
{
    /// <summary>Whether lengths are at least 16 tokens, with probability 16 / n of more than n; else between 16 and 112, all equally likely.</summary>
    public bool HeavyTailed { get; set; }
}

/// <summary>Ends them.</summary>
/// <param name="options">How lengths are distributed.</param>
internal sealed class DrawnLength(DrawnLengthAttribute options) : IStopRule
{
    private const int Deciding = 4;

    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        if (tokens.Length < Deciding)
            return null;
        var hash = 17UL;
        foreach (var token in tokens[..Deciding])
            hash = (hash * 1_000_003) + (ulong)token;
        var uniform = new SeededRandom(hash).NextDouble();
        return tokens.Length >= (options.HeavyTailed ? 16 / (1 - uniform) : 16 + (96 * uniform)) ? StopReason.EndOfText : null;
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace TeamTypes;

/// <summary>Ends responses that write one token again and again.</summary>
public sealed class StopLongRunAttribute : RolloutRuleAttribute<LongRun>
{
    /// <summary>How often a token may occur in a row. Default: 6.</summary>
    [Range(1, 100_000)]
    [DefaultValue(6)]
    public int Longest { get; set; } = 6;
}

/// <summary>Finds that the newest tokens are all the same.</summary>
/// <param name="options">How many of them are too many.</param>
[ImplementationVersion(1)]
public sealed class LongRun(StopLongRunAttribute options) : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens) =>
        tokens.Length > options.Longest && !tokens[^(options.Longest + 1)..].ContainsAnyExcept(tokens[^1]) ? StopReason.Repetition : null;
}

using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Markup;

/// <summary>Writes numbers over seeds: mean ± standard deviation; for a single seed, only the number.</summary>
internal static class NumberText
{
    private const string Nothing = "–";

    /// <summary>A share in per cent.</summary>
    public static string Percent(Spread? share) => Write(share, value => (100 * value).ToString("0.0", CultureInfo.InvariantCulture), "%");

    /// <summary>A share in per cent; for a single seed, with its 95% interval.</summary>
    /// <param name="share">The share over seeds.</param>
    /// <param name="first">The first seed's share.</param>
    public static string Percent(Spread share, Proportion first) =>
        share.Count > 1 ? Percent(share) : $"{Percent(share)} ({MetricText.Percent(first.Interval.Low)} to {MetricText.Percent(first.Interval.High)})";

    /// <summary>A mean number of tokens.</summary>
    public static string Tokens(Spread? tokens) => Write(tokens, value => value.ToString("#,0.0", CultureInfo.InvariantCulture), "");

    /// <summary>How many there are.</summary>
    public static string Count(Spread count) => Write(count, value => value.ToString("#,0.#", CultureInfo.InvariantCulture), "");

    /// <summary>A slope per token.</summary>
    public static string Slope(Spread? slope) => Write(slope, value => value.ToString("0.00E+0", CultureInfo.InvariantCulture), "");

    /// <summary>A difference, with its sign.</summary>
    public static string Difference(double value) => value.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Write(Spread? spread, Func<double, string> write, string unit) =>
        spread is null || double.IsNaN(spread.Mean) ? Nothing
        : double.IsNaN(spread.Deviation) ? write(spread.Mean) + unit
        : $"{write(spread.Mean)} ± {write(spread.Deviation)}{unit}";
}

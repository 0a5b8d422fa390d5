using System.Globalization;

namespace Kimi.Cli.Metrics;

/// <summary>Writes metrics for people: those that the built-in stages record in a suitable form, any others as plain numbers.</summary>
internal static class MetricText
{
    private const double SecondsOfAYear = 365.25 * 86_400;

    private static readonly Metric[] s_known =
    [
        new("accuracy", "accuracy", Percent),
        new("reward", "reward", Number),
        new("meanTokens", "tokens", value => value.ToString("0.0", CultureInfo.InvariantCulture)),
        new("entropy", "entropy", Number),
        new("kl", "KL", Number),
        new("ended.EndOfText", "ended", Percent),
        new("ended.LengthLimit", "at limit", Percent),
        new("ended.Repetition", "repeating", Percent),
        new("cutByBudget", "cut", Percent),
        new("loss", "loss", Number),
        new("tokensPerSecond", "tokens/s", value => value.ToString("#,0", CultureInfo.InvariantCulture)),
        new("level", "level", value => value.ToString("0.0", CultureInfo.InvariantCulture)),
        new("gradientNorm", "gradient", Number),
        new("clippedTokens", "clipped", Percent),
        new("importanceWeight", "weight", Number),
        new("importanceCut", "weights cut", Percent),
        new("learningRate", "learning rate", Number),
        new("rolloutSeconds", "rollout s", value => value.ToString("0.0", CultureInfo.InvariantCulture)),
        new("trainSeconds", "train s", value => value.ToString("0.0", CultureInfo.InvariantCulture)),
        new("greedyAccuracy", "greedy", Percent),
        new("majority", "majority", Percent),
    ];

    /// <summary>The names of the metrics that built-in stages record in a suitable form.</summary>
    public static IEnumerable<string> Names => s_known.Select(known => known.Name);

    /// <summary>The metrics to show where there is room for only a few: known ones first, the most informative at the front.</summary>
    /// <param name="names">The available metrics.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<string> Foremost(IEnumerable<string> names, int count) =>
        [.. names.Where(name => !IsBound(name))
            .OrderBy(name => Array.FindIndex(s_known, known => known.Name == name) is >= 0 and var place ? place : s_known.Length)
            .Take(count)];

    /// <summary>A metric's name as a heading.</summary>
    public static string Heading(string name) => Known(name)?.Heading ?? name;

    /// <summary>A metric's value.</summary>
    public static string Value(string name, double value) => !double.IsFinite(value) ? "–" : (Known(name)?.Format ?? Number)(value);

    /// <summary>The most important metrics in one line.</summary>
    public static string Line(IEnumerable<KeyValuePair<string, double>> metrics, int count = 4)
    {
        var values = metrics.ToDictionary();
        return string.Join(", ", Foremost(values.Keys, count).Select(name => $"{Heading(name)} {Value(name, values[name])}"));
    }

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share)
    {
        // Adding 0 turns −0, the end of an interval that is a rounding error below 0, into 0.
        var percent = Math.Round(100 * share, 1) + 0.0;
        return $"{percent.ToString("0.0", CultureInfo.InvariantCulture)}%";
    }

    /// <summary>A duration.</summary>
    public static string Duration(double seconds) =>
        seconds >= SecondsOfAYear ? $"{(seconds / SecondsOfAYear).ToString("#,0.0", CultureInfo.InvariantCulture)} years"
        : seconds < 60 ? $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
        : seconds < 3600 ? TimeSpan.FromSeconds(seconds).ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min"
        : $"{(int)(seconds / 3600)}:{TimeSpan.FromSeconds(seconds).ToString(@"mm\:ss", CultureInfo.InvariantCulture)} h";

    private static string Number(double value) =>
        value.ToString(double.IsInteger(value) || Math.Abs(value) >= 10_000 ? "#,0" : "G4", CultureInfo.InvariantCulture);

    // The ends of an interval say nothing without its middle.
    private static bool IsBound(string name) => name.EndsWith("Low", StringComparison.Ordinal) || name.EndsWith("High", StringComparison.Ordinal);

    private static Metric? Known(string name) => Array.Find(s_known, known => known.Name == name);

    private sealed record Metric(string Name, string Heading, Func<double, string> Format);
}

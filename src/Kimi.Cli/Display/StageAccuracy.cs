using Kimi.Cli.Metrics;

namespace Kimi.Cli.Display;

/// <summary>How a policy did, as an evaluating stage summarises it.</summary>
/// <param name="Name">The stage, and the policy if the stage evaluated several.</param>
/// <param name="Sampled">Accuracy of sampled responses, with its 95% interval.</param>
/// <param name="Greedy">Accuracy of greedy responses, with its 95% interval.</param>
/// <param name="Tokens">The mean length of the sampled responses.</param>
internal sealed record StageAccuracy(string Name, string Sampled, string Greedy, string Tokens)
{
    private const string Accuracy = "accuracy";

    /// <summary>Finds the accuracies among a stage's metrics; those of several policies have the policy's name and a dot in front.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="metrics">Its metrics.</param>
    public static IEnumerable<StageAccuracy> Of(string stage, IReadOnlyDictionary<string, double> metrics) =>
        from name in metrics.Keys
        where name == Accuracy || name.EndsWith("." + Accuracy, StringComparison.Ordinal)
        let prefix = name[..^Accuracy.Length]
        select new StageAccuracy(
            prefix.Length == 0 ? stage : $"{stage}: {prefix.TrimEnd('.')}",
            WithInterval(metrics, name, $"{prefix}accuracyLow", $"{prefix}accuracyHigh"),
            WithInterval(metrics, $"{prefix}greedyAccuracy", $"{prefix}greedyLow", $"{prefix}greedyHigh"),
            metrics.TryGetValue($"{prefix}meanTokens", out var tokens) ? MetricText.Value("meanTokens", tokens) : "");

    private static string WithInterval(IReadOnlyDictionary<string, double> metrics, string value, string low, string high) =>
        !metrics.TryGetValue(value, out var share) ? ""
        : metrics.TryGetValue(low, out var least) && metrics.TryGetValue(high, out var most)
            ? $"{MetricText.Percent(share)} ({MetricText.Percent(least)} to {MetricText.Percent(most)})"
            : MetricText.Percent(share);
}

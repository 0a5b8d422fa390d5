using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Cli.Metrics;
using Kimi.Torch.Files;

namespace Kimi.Cli.Sweeps;

/// <summary>The metrics of all runs of a sweep, and their statistics over seeds.</summary>
/// <param name="arms">The arms.</param>
/// <param name="against">The policy with which the other policies of each evaluation are compared; if null, arms are compared with the first
/// arm.</param>
internal sealed class SweepResults(IReadOnlyList<SweepArm> arms, string? against)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Dictionary<(SweepArm Arm, string Metric), SortedDictionary<int, double>> _values = [];

    /// <summary>The available metrics, by stage and name, such as <c>Report.LongCot.accuracy</c>, in the order of the graph.</summary>
    public IReadOnlyList<string> Metrics => [.. _values.Keys.Select(key => key.Metric).Distinct()];

    /// <summary>Adds a finished run.</summary>
    /// <param name="job">The run.</param>
    public void Add(SweepJob job)
    {
        var stages = JsonNode.Parse(File.ReadAllText(Path.Combine(job.RunFolder, "summary.json")))!["stages"]!.AsObject();
        foreach (var (stage, summary) in stages)
        {
            foreach (var (metric, value) in summary!["metrics"]!.AsObject())
            {
                if (value is not null)
                    Values(job.Arm, $"{stage}.{metric}")[job.Seed] = (double)value;
            }
        }
    }

    /// <summary>A metric's values in an arm; null if no run of the arm has the metric.</summary>
    public Spread? Spread(SweepArm arm, string metric) => _values.TryGetValue((arm, metric), out var values) ? Cli.Metrics.Spread.Of([.. values.Values]) : null;

    /// <summary>How much higher a metric is than the one it is compared with; null if there is nothing to compare it with.</summary>
    public PairedDifference? Difference(SweepArm arm, string metric)
    {
        var baseline = against is null ? (arms[0], metric) : (arm, OfPolicy(metric, against));
        return baseline != (arm, metric)
            && _values.TryGetValue((arm, metric), out var values)
            && _values.TryGetValue(baseline, out var others)
            && values.Keys.Any(others.ContainsKey)
            ? PairedDifference.Of(values, others)
            : null;
    }

    /// <summary>Writes <c>sweep.json</c>, with a description of the sweep, and <c>sweep.csv</c>, with a line for each arm, metric and seed.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="about">The description of the sweep.</param>
    public void Write(string folder, JsonObject about)
    {
        Directory.CreateDirectory(folder);
        about["arms"] = new JsonArray([.. arms.Select(Describe)]);
        DurableFiles.WriteText(Path.Combine(folder, "sweep.json"), about.ToJsonString(Indented) + "\n");
        var lines = new StringBuilder("arm,metric,seed,value\n");
        foreach (var ((arm, metric), values) in _values)
        {
            foreach (var (seed, value) in values)
                lines.Append(CultureInfo.InvariantCulture, $"\"{arm.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{metric},{seed},{value:R}\n");
        }

        DurableFiles.WriteText(Path.Combine(folder, "sweep.csv"), lines.ToString());
    }

    private JsonNode Describe(SweepArm arm)
    {
        var metrics = new JsonObject();
        foreach (var metric in Metrics.Where(metric => _values.ContainsKey((arm, metric))))
        {
            metrics[metric] = new JsonObject
            {
                ["seeds"] = JsonSerializer.SerializeToNode(
                    _values[(arm, metric)].ToDictionary(entry => entry.Key.ToString(CultureInfo.InvariantCulture), entry => entry.Value), Indented),
                ["spread"] = JsonSerializer.SerializeToNode(Spread(arm, metric), Indented),
                ["difference"] = JsonSerializer.SerializeToNode(Difference(arm, metric), Indented),
            };
        }

        return new JsonObject
        {
            ["name"] = arm.Name,
            ["recipe"] = arm.Recipe,
            ["settings"] = new JsonArray([.. arm.Settings.Select(setting => JsonValue.Create(setting))]),
            ["metrics"] = metrics,
        };
    }

    // A metric of an evaluation is named by stage, policy and what was measured.
    private static string OfPolicy(string metric, string policy) =>
        metric.Split('.', 3) is [var stage, _, var measured] ? $"{stage}.{policy}.{measured}" : metric;

    private SortedDictionary<int, double> Values(SweepArm arm, string metric) =>
        _values.TryGetValue((arm, metric), out var values) ? values : _values[(arm, metric)] = [];
}

using Kimi.Cli.Reports.Figures;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using static Kimi.Runtime.Execution.ArtifactStore;

namespace Kimi.Cli.Reports.Records;

/// <summary>A stage of a run as stored on disk.</summary>
internal sealed class RecordedStage
{
    private const string StepName = "step";

    private IReadOnlyDictionary<string, Curve>? _curves;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind, such as <c>Reinforce</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The type of what it makes, such as <c>Policy</c>.</summary>
    public required string Artifact { get; init; }

    /// <summary>The stages it takes artifacts from, in the order of its parameters.</summary>
    public required IReadOnlyList<RecordedStage> Inputs { get; init; }

    /// <summary>Whether the run found its output in the store.</summary>
    public required bool Cached { get; init; }

    /// <summary>Its folder in the store.</summary>
    public required StoredStage Place { get; init; }

    /// <summary>What its <c>stage.json</c> says.</summary>
    public required StageManifest Manifest { get; init; }

    /// <summary>Its options in force.</summary>
    public required RecordedOptions Options { get; init; }

    /// <summary>Its components, with their options in force.</summary>
    public required IReadOnlyList<RecordedOptions> Components { get; init; }

    /// <summary>The final metrics.</summary>
    public IReadOnlyDictionary<string, double> Metrics => Manifest.Metrics;

    /// <summary>Itself and all that it depends on.</summary>
    public IReadOnlySet<RecordedStage> Ancestry
    {
        get
        {
            var (found, open) = (new HashSet<RecordedStage>(), new Stack<RecordedStage>([this]));
            while (open.TryPop(out var stage))
            {
                if (found.Add(stage))
                    stage.Inputs.ToList().ForEach(open.Push);
            }

            return found;
        }
    }

    /// <summary>Whether it is of a built-in kind: <c>stage.Is&lt;ReinforceAttribute&gt;()</c>.</summary>
    /// <typeparam name="TAttribute">The stage's attribute.</typeparam>
    public bool Is<TAttribute>()
        where TAttribute : StageAttribute => Options.Is<TAttribute>();

    /// <summary>The components of a kind.</summary>
    /// <typeparam name="TAttribute">The base of their attributes.</typeparam>
    public IEnumerable<RecordedOptions> Of<TAttribute>()
        where TAttribute : ComponentAttribute => Components.Where(component => component.Is<TAttribute>());

    /// <summary>A metric over steps; empty if the stage recorded none with that name.</summary>
    /// <param name="metric">The metric.</param>
    public Curve Curve(string metric) => (_curves ??= ReadCurves()).GetValueOrDefault(metric, Figures.Curve.Empty);

    /// <summary>Its output, which is one JSON file.</summary>
    /// <typeparam name="TArtifact">The artifact.</typeparam>
    public TArtifact Output<TArtifact>()
        where TArtifact : Artifact =>
        RecordedFile.Read<TArtifact>(
            RecordedFile.Guarded(Place.OutputFolder, RemedyOf(Name), () => Directory.EnumerateFiles(Place.OutputFolder, "*.json").Single()), RemedyOf(Name));

    /// <summary>A file of its folder with one JSON value per line.</summary>
    /// <typeparam name="T">What a value becomes.</typeparam>
    /// <param name="path">The file.</param>
    public List<T> Lines<T>(string path)
        where T : class => RecordedFile.Lines<T>(path, RemedyOf(Name));

    /// <summary>What writes a stage's files again.</summary>
    /// <param name="name">The stage's name.</param>
    public static string RemedyOf(string name) => $"run the recipe again with --from {name} to write it anew";

    private Dictionary<string, Curve> ReadCurves()
    {
        var points = new Dictionary<string, OrderedDictionary<double, double>>();
        if (!File.Exists(Place.MetricsFile))
            return [];
        foreach (var record in Lines<Dictionary<string, double?>>(Place.MetricsFile))
        {
            foreach (var (metric, value) in record.Where(metric => metric.Key != StepName))
            {
                if (!points.TryGetValue(metric, out var values))
                    points[metric] = values = [];
                if (value is { } number && record.GetValueOrDefault(StepName) is { } step)
                    values[step] = number;
            }
        }

        return points.ToDictionary(entry => entry.Key, entry => new Curve([.. entry.Value.Keys], [.. entry.Value.Values]));
    }
}

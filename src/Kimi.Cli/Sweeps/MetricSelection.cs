using System.Text.RegularExpressions;
using Kimi.Cli.Hosting;
using Kimi.Cli.Metrics;
using Kimi.Dsl;
using Kimi.Shared;

namespace Kimi.Cli.Sweeps;

/// <summary>Which metrics the table shows, by the names that it prints, such as <c>Report.LongCot.accuracy</c>, or by their ends: <c>accuracy</c>,
/// <c>accuracy.level3</c>; <c>*</c> stands for any characters.</summary>
/// <param name="names">The names.</param>
internal sealed class MetricSelection(IReadOnlyList<string> names)
{
    private readonly IReadOnlyList<(string Name, Regex Pattern)> _patterns = [.. names.Select(name => (name, Pattern(name)))];

    /// <summary>Reads names with commas between, and checks what is known of them before any run.</summary>
    /// <param name="text">The names.</param>
    /// <param name="graphs">The recipes of the sweep.</param>
    /// <param name="until">The stage after which runs stop; null for the last.</param>
    /// <exception cref="KimiException">A name is empty, is close to a metric's but not one, or is of a stage that does not run.</exception>
    public static MetricSelection Parse(string text, IReadOnlyList<RecipeGraph> graphs, string? until)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        var last = until is null ? null : RecipeCatalog.FindStage(graphs[0], until);
        foreach (var name in names)
            Check(name, graphs, last);
        return new(names);
    }

    /// <summary>The metrics that are shown, in their order.</summary>
    public IEnumerable<string> Of(IEnumerable<string> metrics) => metrics.Where(metric => _patterns.Any(pattern => pattern.Pattern.IsMatch(metric)));

    /// <summary>The names that no metric has.</summary>
    public IEnumerable<string> Missing(IReadOnlyList<string> metrics) =>
        _patterns.Where(pattern => !metrics.Any(pattern.Pattern.IsMatch)).Select(pattern => pattern.Name);

    private static void Check(string name, IReadOnlyList<RecipeGraph> graphs, Stage? last)
    {
        if (name.Length == 0)
            throw new KimiException("--metrics has an empty name: write names with commas between, such as accuracy,meanTokens");
        var first = name.Split('.')[0];
        if (MetricText.Names.Contains(name) || MetricText.Names.Contains(first) || first.Contains('*', StringComparison.Ordinal))
            return;
        if (graphs.Any(graph => graph.Stages.Any(stage => stage.Name == first)))
        {
            if (last is not null && !graphs.Any(graph => UpTo(graph, last).Any(stage => stage.Name == first)))
                throw new KimiException($"--metrics {name} is of stage {first}, which does not run: runs stop after {last.Name}, which does not need it");
            return;
        }

        // A stage or component of a team may record metrics of any name.
        var known = MetricText.Names.Concat(graphs.SelectMany(graph => graph.Stages.Select(stage => stage.Name))).Distinct();
        if (NearestName.Of(first, known) is { } nearest)
            throw new KimiException($"--metrics {name} is no metric and no stage: did you mean '{nearest}'?");
    }

    private static IReadOnlyList<Stage> UpTo(RecipeGraph graph, Stage last) =>
        graph.Stages.FirstOrDefault(stage => stage.Name == last.Name) is { } own ? graph.UpTo(own) : [];

    private static Regex Pattern(string name) =>
        new($@"(^|\.){Regex.Escape(name).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
}

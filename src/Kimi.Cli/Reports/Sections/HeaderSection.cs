using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;

namespace Kimi.Cli.Reports.Sections;

/// <summary>What the report is about.</summary>
internal static class HeaderSection
{
    private const int CommitLength = 10;

    private static readonly string[] s_headings = ["runs", "options that differ", "seeds", "ids", "command", "commit", "device"];

    /// <summary>Writes the section.</summary>
    /// <param name="groups">The runs.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups)
    {
        var table = new Table(
            [.. s_headings.Select(heading => new Column(heading, ColumnKind.Text))],
            [.. groups.Select(Describe)]);
        var runs = groups.SelectMany(group => group.Runs).ToList();
        var time = MetricText.Duration(runs.SelectMany(run => run.Stages).DistinctBy(stage => stage.Place.Folder).Sum(stage => stage.Manifest.Seconds));
        return Html.Of(
            $"""
            <header><h1>{Title(groups)}</h1>
            <p class="note">{(runs.Count == 1 ? "A run" : $"{runs.Count} runs")} of Kimi.Dsl, {time} of computing.
            Numbers over several seeds are mean ± standard deviation.</p>
            {table.ToHtml()}</header>

            """);
    }

    /// <summary>The report's title.</summary>
    /// <param name="groups">The runs.</param>
    public static string Title(IReadOnlyList<RunGroup> groups) => string.Join(", ", groups.Select(group => group.First.Recipe).Distinct());

    private static Row Describe(RunGroup group) => Row.Of(
        group.Label,
        group.Difference.Length == 0 ? "–" : group.Difference,
        string.Join(", ", group.Runs.Select(run => $"{run.Seed}")),
        string.Join(", ", group.Runs.Select(run => run.Id)),
        Distinct(group, run => run.Command.Length == 0 ? "–" : run.Command),
        Distinct(group, run => run.Commit is { } commit ? commit[..Math.Min(CommitLength, commit.Length)] : "unknown"),
        Distinct(group, run => $"{run.Device}, {run.Threads} threads"));

    private static string Distinct(RunGroup group, Func<RecordedRun, string> text) => string.Join("; ", group.Runs.Select(text).Distinct());
}

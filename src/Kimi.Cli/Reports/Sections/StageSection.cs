using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Sections;

/// <summary>The graph, the outcome of each stage, and the options in force.</summary>
internal static class StageSection
{
    private const int ForemostMetrics = 4;

    /// <summary>Writes the section: for each recipe, from the first run of its first group.</summary>
    /// <param name="groups">The runs.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups)
    {
        var recipes = groups.DistinctBy(group => group.First.Recipe).ToList();
        return Html.Of($"{recipes.Select((group, index) => Write(group.First, $"stage-{index + 1}-", recipes.Count > 1))}");
    }

    private static Html Write(RecordedRun run, string anchor, bool isOneOfSeveral) => run.Stages.Count == 0 ? Html.Empty : Html.Of(
        $"""
        {(isOneOfSeveral ? Html.Of($"<h3>{run.Recipe}</h3>\n") : Html.Empty)}{GraphDrawing.Draw(run.Stages, anchor)}
        {Stages(run).ToHtml()}
        <h3>Options in force</h3>
        {run.Stages.Select(stage => Options(stage, anchor))}
        """);

    private static Table Stages(RecordedRun run) => new(
        [new("stage", ColumnKind.Text), new("kind", ColumnKind.Text), new("makes", ColumnKind.Text), new("time"), new("", ColumnKind.Text),
            new("metrics", ColumnKind.Text)],
        [
            .. run.Stages.Select(stage => Row.Of(
                stage.Name,
                stage.Kind,
                stage.Artifact,
                MetricText.Duration(stage.Manifest.Seconds),
                stage.Cached ? "cached" : "",
                stage.Artifact == nameof(Evaluation) ? "see the results" : MetricText.Line(stage.Metrics, ForemostMetrics))),
        ]);

    private static Html Options(RecordedStage stage, string anchor)
    {
        var inputs = string.Join(", ", stage.Inputs.Select(input => input.Name));
        return Html.Of(
            $"""
            <details><summary id="{anchor}{stage.Name}"><b>{stage.Name}</b> = {stage.Kind}({inputs}) → {stage.Artifact}</summary>
            {Values(stage.Options)}{stage.Components.Select(component => Html.Of($"<h4>{component.Name}</h4>{Values(component)}"))}
            <p class="note">{stage.Place.Folder}</p></details>

            """);
    }

    private static Html Values(RecordedOptions options) =>
        options.Values.Count == 0 ? Html.Empty
            : Html.Of($"<dl>{options.Values.Select(option => Html.Of($"<dt>{option.Key}</dt><dd>{option.Value}</dd>"))}</dl>");
}

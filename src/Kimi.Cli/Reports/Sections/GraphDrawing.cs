using System.Globalization;
using System.Text;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Sections;

/// <summary>Draws a run's graph as SVG.</summary>
internal static class GraphDrawing
{
    private const double NodeWidth = 140;
    private const double NodeHeight = 38;
    private const double Gap = 14;
    private const double LayerHeight = 62;
    private const int LongestText = 21;

    /// <summary>The graph as markup.</summary>
    /// <param name="stages">The stages, in topological order; at least one.</param>
    /// <param name="anchor">What comes before a stage's name in the anchor that its box leads to.</param>
    public static Html Draw(IReadOnlyList<RecordedStage> stages, string anchor)
    {
        var layout = GraphLayout.Of(stages, NodeWidth + Gap);
        var (width, height) = (layout.Width + Gap, (layout.Height * LayerHeight) - LayerHeight + NodeHeight + 2);
        return Html.Of(
            $"""
            <div class="scroll"><svg class="graph" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
             role="img" aria-label="The graph of stages">
            {layout.Edges.Select(Edge)}
            {layout.Nodes.Values.Select(place => Node(place, anchor))}
            </svg></div>

            """);
    }

    private static Html Edge(IReadOnlyList<GraphLayout.Place> route)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{route[0].X:0.#} {Top(route[0]) + NodeHeight:0.#}"));
        for (var i = 1; i < route.Count; i++)
        {
            var (fromY, toY) = (Top(route[i - 1]) + NodeHeight, Top(route[i]));
            var middle = (fromY + toY) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{route[i - 1].X:0.#} {middle:0.#} {route[i].X:0.#} {middle:0.#} {route[i].X:0.#} {toY:0.#}");
            if (route[i].Stage is null)
                path.Append(CultureInfo.InvariantCulture, $"V{toY + NodeHeight:0.#}");
        }

        return Html.Of(
            $"<path class=\"edge\" d=\"{path.ToString()}\"><title>{route[0].Stage!.Name} → {route[^1].Stage!.Name}: "
            + $"{route[0].Stage!.Artifact}</title></path>\n");
    }

    private static Html Node(GraphLayout.Place place, string anchor)
    {
        var stage = place.Stage!;
        var (left, top) = (place.X - (NodeWidth / 2), Top(place));
        return Html.Of(
            $"""
            <a href="#{anchor}{stage.Name}"><g class="node {Class(stage)}"><rect x="{left}" y="{top}" width="{NodeWidth}" height="{NodeHeight}" rx="6"/>
            <text x="{place.X}" y="{top + 16}">{Short(stage.Name)}</text><text class="kind" x="{place.X}" y="{top + 30}">{Short(stage.Kind)}</text>
            <title>{stage.Name}: {stage.Kind} → {stage.Artifact}</title></g></a>

            """);
    }

    private static double Top(GraphLayout.Place place) => (place.Layer * LayerHeight) + 1;

    private static string Short(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    private static string Class(RecordedStage stage) => stage.Artifact switch
    {
        nameof(Policy) => "policy",
        nameof(RewardModel) => "reward-model",
        nameof(Evaluation) or nameof(PerplexityReport) or nameof(RewardModelComparison) => "measurement",
        _ => "data",
    };
}

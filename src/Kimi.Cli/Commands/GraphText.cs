using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Cli.Commands;

/// <summary>Writes a recipe's graph as text.</summary>
internal static class GraphText
{
    /// <summary>Such as <c>= Reinforce(Sft, Problems) → Policy</c>.</summary>
    public static string Signature(Stage stage) => $"= {StageKind.Of(stage)}({string.Join(", ", Sources(stage))}) → {stage.OutputType.Name}";

    /// <summary>A Mermaid flowchart.</summary>
    public static string Mermaid(RecipeGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var stage in graph.Stages)
            text.Append($"    {stage.Name}[\"{stage.Name}<br/>{StageKind.Of(stage).Replace("<", "&lt;").Replace(">", "&gt;")}\"]\n");
        foreach (var (from, to) in Edges(graph))
            text.Append($"    {from.Name} -->|{from.OutputType.Name}| {to.Name}\n");
        return text.ToString();
    }

    /// <summary>A Graphviz digraph.</summary>
    public static string Dot(RecipeGraph graph)
    {
        var text = new StringBuilder($"digraph \"{graph.Name}\" {{\n    node [shape=box];\n");
        foreach (var stage in graph.Stages)
            text.Append($"    {stage.Name} [label=\"{stage.Name}\\n{StageKind.Of(stage)}\"];\n");
        foreach (var (from, to) in Edges(graph))
            text.Append($"    {from.Name} -> {to.Name} [label=\"{from.OutputType.Name}\"];\n");
        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> Sources(Stage stage) => stage.Sources.Select(source => source.Name);

    private static IEnumerable<(Stage From, Stage To)> Edges(RecipeGraph graph) =>
        from stage in graph.Stages
        from source in stage.Sources
        select (source, stage);
}

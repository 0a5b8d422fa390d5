using Kimi.Cli.Reports.Sections;
using Kimi.Dsl;
using Kimi.Tests;

namespace Kimi.Cli.Tests.Reports;

public sealed class GraphLayoutTests
{
    private const double Width = 100;

    [Fact]
    public void Stages_are_below_their_inputs_and_apart_from_each_other()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(folder.Path).Start()
            .Stage<Corpus>("Late", new ProblemsFileAttribute(), [])
            .Stage<Policy>("Rl", new ReinforceAttribute(), ["Sft", "Problems"])
            .Stage<Policy>("Other", new ReinforceAttribute(), ["Sft", "Problems"])
            .Stage<Policy>("Merged", new MergeWeightsAttribute(), ["Rl", "Sft", "Initial", "Late"])
            .Read();

        var layout = GraphLayout.Of(run.Stages, Width);

        Assert.Equal(run.Stages.Count, layout.Nodes.Count);
        foreach (var stage in run.Stages)
            Assert.All(stage.Inputs, input => Assert.True(layout.Nodes[input].Layer < layout.Nodes[stage].Layer));
        foreach (var (one, other) in layout.Nodes.Values.SelectMany(
            one => layout.Nodes.Values.Where(other => other != one && other.Layer == one.Layer).Select(other => (one, other))))
            Assert.True(Math.Abs(one.X - other.X) >= Width - 1e-9, $"{one.Stage!.Name} and {other.Stage!.Name} are {one.X - other.X} apart");
        Assert.All(layout.Nodes.Values, place => Assert.InRange(place.X, (Width / 2) - 1e-9, layout.Width - (Width / 2) + 1e-9));

        // A stage without inputs is right above the first one that takes from it.
        Assert.Equal(layout.Nodes[run["Merged"]].Layer - 1, layout.Nodes[run["Late"]].Layer);
    }

    [Fact]
    public void An_edge_passes_each_layer_on_its_way()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(folder.Path).Start().Stage<Policy>("Merged", new MergeWeightsAttribute(), ["Sft", "Initial"]).Read();

        var route = GraphLayout.Of(run.Stages, Width).Edges.Single(edge => edge[0].Stage == run["Initial"] && edge[^1].Stage == run["Merged"]);

        Assert.Equal([0, 1, 2], route.Select(place => place.Layer));
    }
}

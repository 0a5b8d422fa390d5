using System.Reflection;
using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Generation;

/// <summary>Compiled recipes, loaded: their graphs can be walked.</summary>
public sealed class GraphTests
{
    private static readonly Assembly _assembly = Assemblies.Load(Samples.Full, Samples.Derived);

    [Fact]
    public void Stages_are_in_topological_order_else_as_declared()
    {
        var graph = Graph("k15-mini");
        Assert.Equal(["Problems", "HeldOut", "Hard", "Traces", "Initial", "Sft", "LongCot", "Report", "Merged"], graph.Stages.Select(s => s.Name));
        foreach (var (stage, i) in graph.Stages.Select((s, i) => (s, i)))
            Assert.All(stage.Inputs.SelectMany(input => input.Sources), source => Assert.Contains(source, graph.Stages.Take(i)));
    }

    [Fact]
    public void Inputs_come_from_the_stages_that_the_parameters_name()
    {
        var graph = Graph("k15-mini");
        Assert.Equal([["Sft"], ["Hard"]], Inputs(graph, "LongCot"));
        Assert.Equal([["Sft", "LongCot"], ["HeldOut"]], Inputs(graph, "Report"));
        Assert.Equal([["Sft"], ["LongCot"]], Inputs(graph, "Merged"));
        Assert.Empty(Inputs(graph, "Initial"));
    }

    [Fact]
    public void Options_and_components_have_the_declared_values()
    {
        var graph = Graph("k15-mini");
        Assert.Equal(15, graph.Seed);
        Assert.Equal("Ns.K15Mini", graph.Recipe.FullName);
        var stage = graph.Stages.Single(s => s.Name == "LongCot");
        var options = Assert.IsType<ReinforceAttribute>(stage.Options);
        Assert.Equal((60, 1e-5, 1.0, 64), (options.Iterations, options.LearningRate, options.Temperature, options.PromptsPerIteration));
        Assert.Equal(0.1, Assert.IsType<MirrorDescentAttribute>(stage.Objective).Tau);
        Assert.Equal(["CurriculumSampler", "UniformSampler"], stage.Samplers.Select(s => s.Name));
        Assert.Equal("\"#\"", Assert.IsType<ExactAnswerRewardAttribute>(Assert.Single(stage.Rewards)).Marker);
        Assert.Equal(0.2, Assert.IsType<LengthPenaltyAttribute>(Assert.Single(stage.Penalties)).Weight);
        var problems = Assert.IsAssignableFrom<ProblemsAttribute>(graph.Stages[1].Options);
        Assert.Equal(Split.HeldOut, problems.Split);
    }

    [Fact]
    public void A_derived_recipe_has_its_overrides_the_rest_of_its_base_and_its_seed()
    {
        var graph = Graph("ablation");
        Assert.Equal(15, graph.Seed);
        Assert.Equal(3, Assert.IsType<ReinforceAttribute>(graph.Stages.Single(s => s.Name == "LongCot").Options).Iterations);
        Assert.Equal([["Sft"], ["Problems"]], Inputs(graph, "LongCot"));
        Assert.Equal(9, graph.Stages.Count);
    }

    [Fact]
    public async Task A_transform_calls_its_method_with_outputs_services_and_the_token()
    {
        var graph = Graph("k15-mini");
        using var cancellation = new CancellationTokenSource();
        var execution = new StageExecution(new Services(), graph.Stages.Single(s => s.Name == "Merged").Options, null!, source => new Policy(source.Name));
        var merged = await graph.Stages.Single(s => s.Name == "Merged").ExecuteAsync(execution, cancellation.Token);
        Assert.Equal("Sft", Assert.IsType<Policy>(merged).Folder);
    }

    [Fact]
    public void The_manifest_lists_recipes_by_name_internal_ones_too() =>
        Assert.Equal(["ablation", "k15-mini"], _assembly.GetCustomAttribute<RecipeManifestAttribute>()!.Recipes.Select(r => r.Name));

    private static RecipeGraph Graph(string name) => _assembly.Graph(name);

    private static IEnumerable<IEnumerable<string>> Inputs(RecipeGraph graph, string stage) =>
        graph.Stages.Single(s => s.Name == stage).Inputs.Select(input => input.Sources.Select(s => s.Name));

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IServiceProvider) ? this : null;
    }
}

using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Shared.Configuration;
using Kimi.Shared.Declarations;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Configuration;

/// <summary>A recipe with the option values in force, and where they came from.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Stages">Its stages' options, in the recipe's order.</param>
internal sealed record ConfiguredRecipe(EffectiveRecipe Recipe, OptionInForce Seed, IReadOnlyList<StageInForce> Stages);

/// <summary>A stage's options in force.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Options">Its own options.</param>
/// <param name="Components">The options of its components, by their names.</param>
internal sealed record StageInForce(Stage Stage, IReadOnlyList<OptionInForce> Options, IReadOnlyList<ComponentInForce> Components);

/// <summary>A component's options in force.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Options">Its options.</param>
internal sealed record ComponentInForce(string Name, IReadOnlyList<OptionInForce> Options);

/// <summary>
/// Overlays a recipe's attributes with configuration: <c>{recipe}:Seed</c>, <c>{recipe}:{stage}:{option}</c> and
/// <c>{recipe}:{stage}:{component}:{option}</c>. The attributes themselves stay as they are.
/// </summary>
/// <remarks>A section that names two components of one stage is refused: a value meant for one of them must not change the other.</remarks>
/// <param name="configuration">The configuration.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class RecipeOverlay(IConfigurationRoot configuration, ConfigurationProblems problems)
{
    private readonly ConfigurationOverlay _overlay = new(ConfigurationLayers.Of(configuration));

    private OptionReader Reader => new(_overlay, problems);

    /// <summary>Overlays a recipe.</summary>
    /// <param name="graph">The recipe as its attributes declare it.</param>
    /// <param name="otherNames">The names of other recipes, one of which may have been meant by a stage's name.</param>
    public ConfiguredRecipe Apply(RecipeGraph graph, IReadOnlyList<string> otherNames)
    {
        Report(_overlay.CheckNames([graph.Name], ConfigurableSection.OfRecipe(graph.Name, graph.Stages.Select(Section)), otherNames));
        var options = new RecipeOptions { Seed = graph.Seed };
        var seed = Reader.Read(options, graph.Name).Single();
        var reader = new OptionReader(_overlay, problems, new(graph.Recipe));
        var stages = graph.Stages.Select(stage => Apply(stage, graph.Name, reader)).ToList();
        return new(new(graph, options.Seed, [.. stages.Select(stage => stage.Effective)]), seed, [.. stages.Select(stage => stage.InForce)]);
    }

    /// <summary>Overlays the runtime's own options.</summary>
    /// <param name="options">The options.</param>
    public IReadOnlyList<OptionInForce> Apply(KimiOptions options)
    {
        Report(_overlay.CheckNames([KimiOptions.Section], new(KimiOptions.Section, OptionsOf(options)), []));
        return Reader.Read(options, KimiOptions.Section);
    }

    /// <summary>Finds sections that belong to nothing.</summary>
    /// <param name="recipes">The recipes that exist.</param>
    public void CheckSections(IReadOnlyList<string> recipes) => Report(_overlay.CheckSections([.. recipes, KimiOptions.Section]));

    private static ConfigurableSection Section(Stage stage) =>
        ConfigurableSection.OfStage(stage.Name, OptionsOf(stage.Options), stage.Components.Select(Section));

    private static ConfigurableSection Section(ComponentAttribute component) => new(component.Name, OptionsOf(component));

    private static IReadOnlyList<OptionDeclaration> OptionsOf(object options) => OptionDeclarations.Of(options.GetType()).Declaration.Options;

    private (EffectiveStage Effective, StageInForce InForce) Apply(Stage stage, string recipe, OptionReader reader)
    {
        Report(_overlay.CheckNames([recipe, stage.Name], Section(stage), []));
        var options = stage.Options.Copy();
        var inForce = reader.Read(options, recipe, stage.Name);
        var components = stage.Components.Select(component => component.Copy()).ToList();
        var componentsInForce = components.Select(component => Apply(component, recipe, stage.Name, reader)).ToList();
        return (new(stage, options, components), new(stage, inForce, componentsInForce));
    }

    private ComponentInForce Apply(ComponentAttribute component, string recipe, string stage, OptionReader reader)
    {
        Report(_overlay.CheckNames([recipe, stage, component.Name], Section(component), []));
        return new(component.Name, reader.Read(component, recipe, stage, component.Name));
    }

    private void Report(IEnumerable<ConfigurationFault> faults)
    {
        foreach (var fault in faults)
            problems.Add(fault);
    }

    private sealed class RecipeOptions
    {
        public int Seed { get; set; }
    }
}

using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Shared.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kimi.Runtime.Hosting;

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
/// <param name="problems">Takes what is wrong.</param>
internal sealed class RecipeOverlay(IConfigurationRoot configuration, ConfigurationProblems problems)
{
    private readonly ConfigurationLayers _layers = new(configuration);
    private readonly OptionReader _reader = new(new(configuration), problems);

    /// <summary>Overlays a recipe.</summary>
    /// <param name="graph">The recipe as its attributes declare it.</param>
    /// <param name="otherNames">The names of other recipes, which a stage's name may have been meant for.</param>
    public ConfiguredRecipe Apply(RecipeGraph graph, IEnumerable<string> otherNames)
    {
        var options = new RecipeOptions { Seed = graph.Seed };
        CheckNames(configuration.GetSection(graph.Name), "stage", [nameof(RecipeOptions.Seed)], [.. graph.Stages.Select(stage => stage.Name)], otherNames);
        var seed = _reader.Read(options, graph.Name).Single();
        var stages = graph.Stages.Select(stage => Apply(stage, ConfigurationPath.Combine(graph.Name, stage.Name))).ToList();
        return new(new(graph, options.Seed, [.. stages.Select(stage => stage.Effective)]), seed, [.. stages.Select(stage => stage.InForce)]);
    }

    /// <summary>Overlays the runtime's own options.</summary>
    /// <param name="options">The options.</param>
    public IReadOnlyList<OptionInForce> Apply(KimiOptions options)
    {
        CheckNames(configuration.GetSection(KimiOptions.Section), "option", NamesOf(typeof(KimiOptions)), [], []);
        return _reader.Read(options, KimiOptions.Section);
    }

    /// <summary>Finds sections that belong to nothing.</summary>
    /// <param name="recipes">The recipes there are.</param>
    public void CheckSections(IReadOnlyList<string> recipes)
    {
        string[] sections = [.. recipes, KimiOptions.Section];
        foreach (var section in configuration.GetChildren().Where(section => section.Key != "$schema" && !Contains(sections, section.Key)))
            problems.UnknownName(ConfigurationSentences.NoRecipe(section.Key, Sources(section), sections));
    }

    private (EffectiveStage Effective, StageInForce InForce) Apply(Stage stage, string path)
    {
        var declared = stage.Components;
        CheckNames(configuration.GetSection(path), "component", NamesOf(stage.Options.GetType()), [.. declared.Select(component => component.Name)], []);
        foreach (var name in declared.CountBy(component => component.Name).Where(count => count.Value > 1).Select(count => count.Key))
        {
            if (_layers.SourcesOf(ConfigurationPath.Combine(path, name)).FirstOrDefault() is { } source)
                problems.UnknownName(ConfigurationSentences.TwoComponents(path, name, source));
        }

        var options = stage.Options.Copy();
        var inForce = _reader.Read(options, path);
        var components = declared.Select(component => component.Copy()).ToList();
        var componentsInForce = components
            .Select(component => Apply(component, ConfigurationPath.Combine(path, component.Name)))
            .ToList();
        return (new(stage, options, components), new(stage, inForce, componentsInForce));
    }

    private ComponentInForce Apply(ComponentAttribute component, string path)
    {
        CheckNames(configuration.GetSection(path), "option", NamesOf(component.GetType()), [], []);
        return new(component.Name, _reader.Read(component, path));
    }

    private void CheckNames(IConfigurationSection section, string child, IReadOnlyList<string> options, IReadOnlyList<string> children, IEnumerable<string> others)
    {
        if (section.Value is { } value)
            problems.WrongType(ConfigurationSentences.NotOptions(section.Path, value, Sources(section), options.Concat(children).FirstOrDefault("…")));
        foreach (var entry in section.GetChildren())
        {
            var isValue = !entry.GetChildren().Any();
            string[] names = [.. options, .. children];
            if (!Contains(names, entry.Key))
                problems.UnknownName(ConfigurationSentences.NoName(section.Path, isValue ? "option" : child, entry.Key, Sources(entry), [.. names, .. others]));
        }
    }

    private string Sources(IConfigurationSection section) => string.Join(", ", _layers.SourcesOf(section.Path).Reverse());

    private static IReadOnlyList<string> NamesOf(Type type) => [.. OptionReader.OptionsOf(type).Select(option => option.Name)];

    private static bool Contains(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private sealed class RecipeOptions
    {
        public int Seed { get; set; }
    }
}

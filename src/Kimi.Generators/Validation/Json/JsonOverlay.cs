using Kimi.Generators.Model;
using Kimi.Shared.Configuration;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation.Json;

/// <summary>Overrides a recipe's attributes with files, and applies the rules to the resulting values.</summary>
/// <param name="recipe">The recipe.</param>
internal sealed class JsonOverlay(AnalyzedRecipe recipe)
{
    // Values from files have negative marks, so that they differ from those of attributes.
    private readonly List<(ConfigurationLayer Layer, ConfiguredNode Node, string Section)> _places = [];

    /// <summary>What the recipe's section may set.</summary>
    public static ConfigurableSection Section(RecipeModel recipe) => ConfigurableSection.OfRecipe(
        recipe.Name,
        from stage in recipe.Stages
        where stage.Attribute?.Class is not null
        let components = stage.Components.Where(c => c.Class is not null).Select(c => new ConfigurableSection(c.Class!.Name, c.Class.Declaration.Options))
        select ConfigurableSection.OfStage(stage.Name, stage.Attribute!.Class!.Declaration.Options, components));

    /// <summary>The problems that are there only because of a file, each where the file causes it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="below">The files that it overrides.</param>
    public IEnumerable<JsonFault> Check(ConfigurationLayer file, IReadOnlyList<ConfigurationLayer> below)
    {
        var before = Problems(below).Select(p => (p.Id, p.Sentence)).ToList();
        foreach (var problem in Problems([.. below, file]).Where(p => !before.Contains((p.Id, p.Sentence))))
        {
            var places = problem.Causes.Append(problem.Mark).Where(mark => mark < 0).Select(mark => _places[-1 - mark]);
            var cause = places.FirstOrDefault(place => place.Layer == file);
            var (start, length) = cause.Node?.ValuePlace ?? file.Root.Find([recipe.Model.Name])?.NamePlace ?? (0, 0);
            yield return new(problem.Id, start, length, $"{problem.Sentence} ({ConfigurationSentences.Place(cause.Section ?? recipe.Model.Name, file.Name)})");
        }
    }

    private IEnumerable<Finding> Problems(IReadOnlyList<ConfigurationLayer> files)
    {
        var overlay = new ConfigurationOverlay(files);
        var overlaid = CheckedRecipes.Of(
            recipe.Model,
            stage => (Part(null, stage, stage.Attribute!), [.. stage.Components.Select(component => Part(component.Kind, stage, component))]),
            recipe.Located.Checkpoints);
        return OptionRules.Check(overlaid).Concat(recipe.IsConnected ? ValueRules.Check(overlaid) : []);

        CheckedPart Part(ComponentKind? kind, StageModel stage, AttributeModel part) => CheckedRecipes.Part(kind, part, Values(stage, part, overlay));
    }

    private List<(string Name, OptionValue Value)> Values(StageModel stage, AttributeModel part, ConfigurationOverlay overlay)
    {
        string[] path = part is ComponentModel ? [recipe.Model.Name, stage.Name, part.Class!.Name] : [recipe.Model.Name, stage.Name];
        var values = CheckedRecipes.Values(part).ToList();
        foreach (var option in part.Class!.Declaration.Options)
        {
            if (overlay.Find(path, option) is not { Value: { } value } found)
                continue;
            _places.Add((found.Layer, found.Node, string.Join(":", path)));
            values.RemoveAll(v => v.Name == option.Name);
            values.Add((option.Name, value with { Mark = -_places.Count }));
        }

        return values;
    }
}

using Kimi.Generators.Model;
using Kimi.Shared.Configuration;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation.Json;

/// <summary>Lays files over a recipe's attributes, and applies the rules to the values that come of it.</summary>
/// <param name="recipe">The recipe.</param>
internal sealed class JsonOverlay(AnalyzedRecipe recipe)
{
    // Values from files have negative marks, so that they differ from those of attributes.
    private readonly List<(ConfigurationFile File, JsonNode Node, string Section)> _places = [];

    /// <summary>The problems that a file brings which are not there without it, each where the file causes it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="below">The files that it is laid over.</param>
    public IEnumerable<JsonFault> Check(ConfigurationFile file, IReadOnlyList<ConfigurationFile> below)
    {
        var before = Problems(below).Select(p => (p.Id, p.Sentence)).ToList();
        foreach (var problem in Problems([.. below, file]).Where(p => !before.Contains((p.Id, p.Sentence))))
        {
            var cause = problem.Causes.Append(problem.Mark).Where(mark => mark < 0).Select(mark => _places[-1 - mark]).FirstOrDefault(place => place.File == file);
            var (start, length) = cause.Node is { } node ? (node.Start, node.Length) : Key(file);
            yield return new(problem.Id, start, length, $"{problem.Sentence} ({ConfigurationSentences.Place(cause.Section ?? recipe.Model.Name, file.Name)})");
        }
    }

    private (int Start, int Length) Key(ConfigurationFile file) => file.Find(recipe.Model.Name) is { } property ? (property.Start, property.Length) : (0, 0);

    private IEnumerable<Finding> Problems(IReadOnlyList<ConfigurationFile> files)
    {
        var overlaid = CheckedRecipes.Of(recipe.Model, (stage, part) => Values(stage, part, files));
        return OptionRules.Check(overlaid).Concat(recipe.IsConnected ? ValueRules.Check(overlaid) : []);
    }

    private List<(string Name, OptionValue Value)> Values(StageModel stage, AttributeModel part, IReadOnlyList<ConfigurationFile> files)
    {
        string[] path = part is ComponentModel ? [recipe.Model.Name, stage.Name, part.Class!.Name] : [recipe.Model.Name, stage.Name];
        var values = CheckedRecipes.Values(part).ToList();
        foreach (var option in part.Class!.Declaration.Options)
        {
            // The strongest file is the last; weaker ones do not shine through.
            var found = files.Reverse().Select(file => (File: file, file.Find([.. path, option.Name])?.Value)).FirstOrDefault(entry => entry.Value is not null);
            if (found.Value is null || JsonValues.Read(option.Type, found.Value, Mark(found.File, found.Value, string.Join(":", path))) is not { } value)
                continue;
            values.RemoveAll(v => v.Name == option.Name);
            values.Add((option.Name, value));
        }

        return values;
    }

    private int Mark(ConfigurationFile file, JsonNode node, string section)
    {
        _places.Add((file, node, section));
        return -_places.Count;
    }
}

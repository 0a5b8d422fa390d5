using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Configuration;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation.Json;

/// <summary>Whether a file names what there is, and gives each option a value of its type, and the runtime's own ones a value that they allow: KIMI7002, KIMI7003, KIMI5001. In the runtime's words.</summary>
/// <param name="file">The file.</param>
/// <param name="runtime">The runtime's own options, or null when the project does not reference it.</param>
internal sealed class JsonNames(ConfigurationFile file, AttributeDeclaration? runtime)
{
    private const string RuntimeSection = "Kimi";
    private static readonly OptionDeclaration _seed = new("Seed", new IntegerType(int.MinValue, int.MaxValue), [], null);

    private readonly List<JsonFault> _faults = [];

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipes">The recipes of the project.</param>
    public IReadOnlyList<JsonFault> Check(IReadOnlyCollection<RecipeModel> recipes)
    {
        foreach (var property in file.Root!.Properties.Where(p => p.Name != "$schema"))
        {
            if (Same(property.Name, RuntimeSection))
            {
                if (runtime is not null)
                {
                    CheckSection(property, RuntimeSection, runtime.Options, "option", [], []);
                    CheckValues(property, RuntimeSection, runtime.Options);
                }
            }
            else if (recipes.FirstOrDefault(r => Same(r.Name, property.Name)) is { } recipe)
            {
                Check(property, recipe, [.. recipes.Select(r => r.Name)]);
            }
            else
            {
                Add(Ids.UnknownName, property, ConfigurationSentences.NoRecipe(property.Name, file.Name, [.. recipes.Select(r => r.Name), RuntimeSection]));
            }
        }

        return _faults;
    }

    private void Check(JsonProperty section, RecipeModel recipe, IReadOnlyList<string> recipes)
    {
        foreach (var property in CheckSection(section, recipe.Name, [_seed], "stage", [.. recipe.Stages.Select(s => s.Name)], recipes))
        {
            if (recipe.Stages.First(s => Same(s.Name, property.Name)) is { Attribute.Class: not null } stage)
                Check(property, $"{recipe.Name}:{stage.Name}", stage);
        }
    }

    private void Check(JsonProperty section, string path, StageModel stage)
    {
        var components = stage.Components.Where(c => c.Class is not null).ToList();
        foreach (var property in CheckSection(section, path, stage.Attribute!.Class!.Declaration.Options, "component", [.. components.Select(c => c.Class!.Name)], []))
        {
            var named = components.Where(c => Same(c.Class!.Name, property.Name)).ToList();
            if (named.Count > 1)
                Add(Ids.UnknownName, property, ConfigurationSentences.TwoComponents(path, named[0].Class!.Name, file.Name));
            else
                CheckSection(property, $"{path}:{named[0].Class!.Name}", named[0].Class!.Declaration.Options, "option", [], []);
        }
    }

    // Checks the options of a section, and gives the properties that are its children.
    private List<JsonProperty> CheckSection(
        JsonProperty section, string path, IReadOnlyList<OptionDeclaration> options, string child, IReadOnlyList<string> children, IReadOnlyList<string> others)
    {
        var found = new List<JsonProperty>();
        if (JsonValues.TextOf(section.Value) is { } text)
            Add(Ids.WrongType, section.Value, ConfigurationSentences.NotOptions(path, text, file.Name, options.Select(o => o.Name).Concat(children).FirstOrDefault() ?? "…"));
        foreach (var property in JsonValues.ChildrenOf(section.Value))
        {
            if (options.FirstOrDefault(o => Same(o.Name, property.Name)) is { } option)
            {
                if (JsonValues.Read(option.Type, property.Value, mark: 0) is null)
                    Add(Ids.WrongType, property.Value, ConfigurationSentences.WrongType($"{path}:{option.Name}", option.Type.Expectation, JsonValues.Text(property.Value), file.Name));
            }
            else if (children.Any(name => Same(name, property.Name)))
            {
                found.Add(property);
            }
            else
            {
                var what = JsonValues.ChildrenOf(property.Value).Any() ? child : "option";
                Add(Ids.UnknownName, property, ConfigurationSentences.NoName(path, what, property.Name, file.Name, [.. options.Select(o => o.Name), .. children, .. others]));
            }
        }

        return found;
    }

    // Those of recipes are checked together, laid over the attributes.
    private void CheckValues(JsonProperty section, string path, IReadOnlyList<OptionDeclaration> options)
    {
        foreach (var property in JsonValues.ChildrenOf(section.Value))
        {
            if (options.FirstOrDefault(o => Same(o.Name, property.Name)) is not { } option || JsonValues.Read(option.Type, property.Value, mark: 0) is not { } value)
                continue;
            foreach (var (id, sentence) in OptionRules.Check(option, value))
                Add(id, property.Value, $"{sentence} ({ConfigurationSentences.Place(path, file.Name)})");
        }
    }

    private void Add(string id, JsonProperty property, string sentence) => _faults.Add(new(id, property.Start, property.Length, sentence));

    private void Add(string id, JsonNode node, string sentence) => _faults.Add(new(id, node.Start, node.Length, sentence));

    private static bool Same(string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);
}

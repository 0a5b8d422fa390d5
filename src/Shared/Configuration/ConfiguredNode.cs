using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;

namespace Kimi.Shared.Configuration;

/// <summary>A name in a layer of configuration, with its value, or with what lies below it: the items of a list are named by their numbers.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">Its value; null for a JSON null, an object or a list.</param>
/// <param name="Children">What lies below.</param>
internal sealed record ConfiguredNode(string Name, string? Text, IReadOnlyList<ConfiguredNode> Children)
{
    /// <summary>Where the name stands, in a file.</summary>
    public (int Start, int Length) NamePlace { get; init; }

    /// <summary>Where the value stands, in a file.</summary>
    public (int Start, int Length) ValuePlace { get; init; }

    /// <summary>Whether it is a JSON null.</summary>
    public bool IsNull { get; init; }

    /// <summary>The value as a message writes it.</summary>
    public string Written =>
        Items is { } items ? $"[{string.Join(", ", items.Select(item => item.Text ?? "…"))}]"
        : Children.Count > 0 ? "an object"
        : Text is null ? "null"
        : $"'{Text}'";

    /// <summary>Whether it is a list of something.</summary>
    public bool IsList => Items is not null;

    // Configuration does not tell a list from an object whose keys are 0, 1, 2 …
    private IReadOnlyList<ConfiguredNode>? Items
    {
        get
        {
            var sorted = Children.OrderBy(child => child.Name.Length).ThenBy(child => child.Name, StringComparer.Ordinal).ToList();
            var isList = sorted.Count > 0 && sorted.Select((child, i) => child.Name == i.ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);
            return isList ? sorted : null;
        }
    }

    /// <summary>Reads a property from a file.</summary>
    public static ConfiguredNode Of(JsonProperty property) => new(property.Name, TextOf(property.Value), [.. ChildrenOf(property.Value).Select(Of)])
    {
        NamePlace = (property.Start, property.Length),
        ValuePlace = (property.Value.Start, property.Value.Length),
        IsNull = property.Value is JsonScalar { Text: null },
    };

    /// <summary>The node at a path of names, case aside; null when there is none.</summary>
    public ConfiguredNode? Find(IEnumerable<string> path) =>
        path.Aggregate<string, ConfiguredNode?>(this, (node, name) => node?.Child(name));

    /// <summary>The texts that a value of a type consists of: one per item of a list, else a single one. Null when it cannot have the type.</summary>
    public IReadOnlyList<string>? TextsFor(OptionType type)
    {
        if (type is not ListType)
            return Children.Count == 0 && Text is not null ? [Text] : null;
        if (Items is { } items)
            return items.All(item => item.Text is not null) ? [.. items.Select(item => item.Text!)] : null;
        if (Text is null)
            return null;
        // An empty text is the empty list; one of blanks and commas was meant to be something.
        var texts = Text.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToList();
        return texts.Count == 0 && Text.Length > 0 ? null : texts;
    }

    private ConfiguredNode? Child(string name) => Children.FirstOrDefault(child => string.Equals(child.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(JsonNode node) => node switch
    {
        JsonScalar scalar => scalar.Text,
        // To configuration, an empty list is an empty text.
        JsonArray { Items.Count: 0 } => "",
        _ => null,
    };

    private static IEnumerable<JsonProperty> ChildrenOf(JsonNode node) => node switch
    {
        JsonObject content => content.Properties,
        JsonArray list => list.Items.Select((item, i) => new JsonProperty(i.ToString(CultureInfo.InvariantCulture), item.Start, item.Length, item)),
        _ => [],
    };
}

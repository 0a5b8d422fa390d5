using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;

namespace Kimi.Generators.Validation.Json;

/// <summary>Reads option values from JSON, and writes them for messages, as the runtime's configuration does.</summary>
internal static class JsonValues
{
    /// <summary>A value, or null when it is of another type.</summary>
    public static OptionValue? Read(OptionType type, JsonNode node, int mark) => (type, ItemsOf(node)) switch
    {
        (ListType list, { } items) => items.All(item => item is JsonScalar { Text: not null }) ? list.Read([.. items.Select(item => ((JsonScalar)item).Text!)], mark) : null,
        _ => TextOf(node) is { } text ? type.Read(text, mark) : null,
    };

    /// <summary>The text that configuration takes something for; null when it is none.</summary>
    public static string? TextOf(JsonNode node) => node switch
    {
        JsonScalar scalar => scalar.Text,
        JsonArray { Items.Count: 0 } => "",
        _ => null,
    };

    /// <summary>What lies below: the items of a list are named by their numbers.</summary>
    public static IEnumerable<JsonProperty> ChildrenOf(JsonNode node) => node switch
    {
        JsonObject content => content.Properties,
        JsonArray list => list.Items.Select((item, i) => new JsonProperty(i.ToString(CultureInfo.InvariantCulture), item.Start, item.Length, item)),
        _ => [],
    };

    /// <summary>A value as it was written.</summary>
    public static string Text(JsonNode node) =>
        ItemsOf(node) is { } items ? $"[{string.Join(", ", items.Select(item => TextOf(item) ?? "…"))}]"
        : ChildrenOf(node).Any() ? "an object"
        : TextOf(node) is { } text ? $"'{text}'"
        : "null";

    // Configuration does not tell a list from an object whose keys are 0, 1, 2 …, and an empty one from an empty text.
    private static IReadOnlyList<JsonNode>? ItemsOf(JsonNode node)
    {
        var children = ChildrenOf(node).OrderBy(child => child.Name.Length).ThenBy(child => child.Name, StringComparer.Ordinal).ToList();
        var isList = children.Count > 0 && children.Select((child, i) => child.Name == i.ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);
        return isList ? [.. children.Select(child => child.Value)] : null;
    }
}

using Kimi.Shared.Json;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation.Json;

/// <summary>Reads option values from JSON, and writes them for messages, as the runtime's configuration does.</summary>
internal static class JsonValues
{
    /// <summary>A value, or null when it is of another type.</summary>
    public static OptionValue? Read(OptionType type, JsonNode node, int mark) => (type, node) switch
    {
        (ListType list, JsonArray array) => array.Items.All(item => item is JsonScalar { Text: not null })
            ? list.Read([.. array.Items.Cast<JsonScalar>().Select(item => item.Text!)], mark)
            : null,
        (_, JsonScalar { Text: { } text }) => type.Read(text, mark),
        _ => null,
    };

    /// <summary>A value as it was written.</summary>
    public static string Text(JsonNode node) => node switch
    {
        JsonArray array => $"[{string.Join(", ", array.Items.Select(item => (item as JsonScalar)?.Text ?? "…"))}]",
        JsonObject => "an object",
        JsonScalar { Text: { } text } => $"'{text}'",
        _ => "null",
    };
}

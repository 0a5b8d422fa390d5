namespace Kimi.Shared.Json;

/// <summary>
/// Reads names as configuration does: case aside, and <c>"Sft:Steps": 1</c> as <c>"Sft": { "Steps": 1 }</c>. Saying something twice is a fault.
/// </summary>
/// <param name="text">The text that contains the names.</param>
/// <param name="faults">Receives the faults.</param>
internal sealed class JsonKeys(string text, ICollection<JsonFault> faults)
{
    private const int MaximumDepth = 64;

    /// <summary>Puts paths into the objects that they mean.</summary>
    /// <param name="node">An object, or something in one.</param>
    public JsonNode Arrange(JsonNode node) => Arrange(node, 0);

    private JsonNode Arrange(JsonNode node, int depth) => node switch
    {
        JsonObject content => content with { Properties = Arrange(content.Properties, depth) },
        JsonArray list => list with { Items = [.. list.Items.Select(item => Arrange(item, depth + 1))] },
        _ => node,
    };

    private IReadOnlyList<JsonProperty> Arrange(IReadOnlyList<JsonProperty> properties, int depth)
    {
        var arranged = new List<(JsonProperty Property, bool IsPath)>();
        foreach (var written in properties)
        {
            var isPath = written.Name.Contains(':') && depth < MaximumDepth;
            var property = isPath ? Head(written) : written;
            var index = arranged.FindIndex(other => string.Equals(other.Property.Name, property.Name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                arranged.Add((property, isPath));
            else if ((isPath || arranged[index].IsPath) && Joined(arranged[index].Property, property) is { } joined)
                arranged[index] = (joined, isPath && arranged[index].IsPath);
            else
                faults.Add(Duplicate(written));
        }

        return [.. arranged.Select(entry => entry.Property with { Value = Arrange(entry.Property.Value, depth + 1) })];
    }

    // Every part of a path is located where the whole path is.
    private static JsonProperty Head(JsonProperty path)
    {
        var end = path.Name.IndexOf(':');
        var tail = path with { Name = path.Name.Substring(end + 1) };
        return path with { Name = path.Name.Substring(0, end), Value = new JsonObject(path.Value.Start, path.Value.Length, [tail]) };
    }

    private static JsonProperty? Joined(JsonProperty first, JsonProperty second) => first.Value is JsonObject one && second.Value is JsonObject other
        ? first with { Value = one with { Properties = [.. one.Properties, .. other.Properties] } }
        : null;

    private JsonFault Duplicate(JsonProperty property)
    {
        var name = text.Substring(property.Start + 1, property.Length - 2);
        return new(Ids.DuplicateKey, property.Start, property.Length,
            $"'{name}' is set twice in this object, where case does not count, and only one can take effect: remove one"
            + (property.Value is JsonObject ? ", or put their contents together" : ""));
    }
}

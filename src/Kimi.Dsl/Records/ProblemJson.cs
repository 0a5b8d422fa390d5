using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>Problems as JSON: an object that begins with the name of its record, <c>{"type":"math", …}</c>.</summary>
internal sealed class ProblemJson : JsonConverter<Problem>
{
    // The second is for records that have a property of the first name.
    private const string Key = "type";
    private const string OtherKey = "$type";

    public override Problem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException("a problem is an object");
        if (!json.TryGetProperty(OtherKey, out var name) && !json.TryGetProperty(Key, out name))
            throw new JsonException($"a problem's '{Key}' is missing");
        if (name.ValueKind != JsonValueKind.String)
            throw new JsonException($"a problem's '{Key}' is a text");
        return (Problem?)json.Deserialize(ProblemTypes.Find(name.GetString()!), options) ?? throw new JsonException("a problem is null");
    }

    public override void Write(Utf8JsonWriter writer, Problem value, JsonSerializerOptions options)
    {
        var json = JsonSerializer.SerializeToElement(value, value.GetType(), options);
        writer.WriteStartObject();
        writer.WriteString(json.TryGetProperty(Key, out _) ? OtherKey : Key, ProblemTypes.NameOf(value.GetType()));
        foreach (var property in json.EnumerateObject())
            property.WriteTo(writer);
        writer.WriteEndObject();
    }
}

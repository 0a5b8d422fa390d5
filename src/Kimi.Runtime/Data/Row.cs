using System.Text.Json;

namespace Kimi.Runtime.Data;

/// <summary>A row of a file of data, as the JSON object that it is or would be. It is valid until the next row is read.</summary>
/// <param name="json">The object.</param>
/// <param name="number">Its number, from 1: that of its line, or its place in a Parquet file.</param>
/// <param name="fields">The fields that the file has, where that is more than what was read of it; null for those of the object.</param>
internal readonly struct Row(JsonElement json, long number, IReadOnlyList<string>? fields = null)
{
    private const int NamedFields = 20;

    /// <summary>Its number, from 1.</summary>
    public long Number => number;

    /// <summary>The first of several fields that the row has; null if it has none of them. One that is null counts as absent if another is there.</summary>
    /// <param name="names">Their names; a dot leads into an object, unless a field's own name has the dot.</param>
    public RowField? Find(params IReadOnlyList<string> names)
    {
        RowField? found = null;
        foreach (var name in names)
        {
            if (Value(name) is { } value && (found is null || found.Value.IsNull))
                found = new(name, value);
        }

        return found;
    }

    /// <summary>The first of several fields that the row has.</summary>
    /// <param name="names">Their names.</param>
    /// <exception cref="FormatException">It has none of them.</exception>
    public RowField Need(params IReadOnlyList<string> names) => Find(names) ?? throw new FormatException(json.ValueKind == JsonValueKind.Object
        ? $"it has no field {string.Join(" or ", names.Select(name => $"'{name}'"))}, but {Fields()}"
        : "it is not an object with fields");

    /// <summary>It as JSON.</summary>
    public override string ToString() => json.GetRawText();

    private JsonElement? Value(string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        if (json.TryGetProperty(name, out var own))
            return own;
        var value = json;
        foreach (var part in name.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                return null;
        }

        return value;
    }

    private string Fields()
    {
        List<string> all = fields is { } known ? [.. known] : [.. json.EnumerateObject().SelectMany(field => Paths(field.Name, field.Value))];
        return all.Count == 0 ? "none at all" : string.Join(", ", all.Take(NamedFields).Select(name => $"'{name}'")) + (all.Count > NamedFields ? ", …" : "");
    }

    private static IEnumerable<string> Paths(string name, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(field => Paths($"{name}.{field.Name}", field.Value))
        : [name];
}

using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>A line of a user's JSONL file, whose fields a stage's options name.</summary>
/// <param name="line">The JSON of the line.</param>
/// <param name="number">The line's number, 1-based.</param>
internal readonly struct JsonFields(JsonElement line, int number)
{
    /// <summary>The line's number, 1-based.</summary>
    public int Number => number;

    /// <summary>A field's text, or the JSON of what is no text.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string this[string name] =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : throw new FormatException($"it is no object with a field '{name}'");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line is, in a word.</param>
    /// <param name="parse">Makes it of a line.</param>
    /// <exception cref="KimiException">A line is not JSON, or not such a thing.</exception>
    public static IEnumerable<T> Read<T>(string path, string what, Func<JsonFields, T> parse)
    {
        foreach (var (line, number) in JsonLines.Lines(path))
        {
            T value;
            try
            {
                using var json = JsonDocument.Parse(line);
                value = parse(new(json.RootElement, number));
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                throw new KimiException($"{path}({number}): not a {what} in JSON ({exception.Message.TrimEnd('.')}): mend or delete the line", exception);
            }

            yield return value;
        }
    }
}

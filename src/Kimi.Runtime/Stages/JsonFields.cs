using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>A line of a user's JSONL file; the stage's options name its fields.</summary>
/// <param name="line">The JSON of the line.</param>
/// <param name="number">The line's number, 1-based.</param>
internal readonly struct JsonFields(JsonElement line, int number)
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>The line's number, 1-based.</summary>
    public int Number => number;

    /// <summary>A field's text; for a number or a Boolean, as it is written.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string this[string name] => !(line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var value))
        ? throw new FormatException($"it is not an object with a field '{name}'")
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            var kind => throw new FormatException($"its field '{name}' is not text but {kind.ToString().ToLowerInvariant()}"),
        };

    /// <summary>A field's text, which is not blank.</summary>
    /// <exception cref="FormatException">There is none, or it is blank.</exception>
    public string Filled(string name) =>
        this[name] is var text && !string.IsNullOrWhiteSpace(text) ? text : throw new FormatException($"its field '{name}' is empty");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line is, in one word.</param>
    /// <param name="parse">Converts a line.</param>
    /// <exception cref="KimiException">A line is not JSON, or not such a thing.</exception>
    public static IEnumerable<T> Read<T>(string path, string what, Func<JsonFields, T> parse)
    {
        var isFirst = true;
        foreach (var (line, number) in JsonLines.Lines(path))
        {
            if (isFirst && line.Trim() is "{" or ['[', ..])
            {
                throw new KimiException(
                    $"{path}({number}): {(line.Trim() == "{" ? "one value over several lines" : "an array")}, where each line is to be an object of its own: "
                    + "convert it, such as with jq -c, and for an array jq -c '.[]'");
            }

            isFirst = false;
            T value;
            try
            {
                using var json = JsonDocument.Parse(line, s_strict);
                value = parse(new(json.RootElement, number));
            }
            // The last one is thrown for half a surrogate pair.
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
            {
                throw JsonLines.NotA(path, number, what, exception);
            }

            yield return value;
        }
    }
}

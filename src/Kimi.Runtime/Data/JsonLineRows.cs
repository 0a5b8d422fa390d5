using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Data;

/// <summary>The rows of JSONL: one JSON object on each line that is not blank.</summary>
internal static class JsonLineRows
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads them.</summary>
    /// <param name="stream">The text, at its start.</param>
    /// <param name="path">The file that it is of.</param>
    /// <param name="what">What a row is, in one word.</param>
    /// <exception cref="KimiException">It is not text in UTF-8, or a line is not JSON.</exception>
    public static IEnumerable<Row> Read(Stream stream, string path, string what)
    {
        var isFirst = true;
        foreach (var (line, number) in TextFile.Lines(stream, path))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (isFirst && line.Trim() is "{" or ['[', ..])
            {
                throw new KimiException(
                    $"{path}({number}): {(line.Trim() == "{" ? "one value over several lines" : "an array")}, where each line is to be an object of its own: "
                    + "convert it, such as with jq -c, and for an array jq -c '.[]'");
            }

            isFirst = false;
            using var json = Parse(line, path, number, what);
            yield return new(json.RootElement, number);
        }
    }

    private static JsonDocument Parse(string line, string path, int number, string what)
    {
        try
        {
            return JsonDocument.Parse(line, s_strict);
        }
        // The last one is thrown for half a surrogate pair.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw JsonLines.NotA(path, number, what, exception);
        }
    }
}

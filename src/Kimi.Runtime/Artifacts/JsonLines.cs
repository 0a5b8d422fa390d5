using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Artifacts;

/// <summary>Reads and writes JSONL: one JSON value per line, UTF-8.</summary>
internal static class JsonLines
{
    /// <summary>Writes the values, one per line: the file appears whole or not at all.</summary>
    public static void Write<T>(string path, IEnumerable<T> values) => DurableFiles.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var value in values)
            writer.WriteLine(JsonSerializer.Serialize(value, RecordJson.Options));
    });

    /// <summary>Reads the values of all lines that are not blank.</summary>
    /// <exception cref="KimiException">The file is missing, or a line is not a value of this type.</exception>
    public static List<T> Read<T>(string path)
        where T : class
    {
        var values = new List<T>();
        foreach (var (line, number) in Lines(path))
        {
            try
            {
                values.Add(JsonSerializer.Deserialize<T>(line, RecordJson.Options) ?? throw new JsonException("the line is null"));
            }
            catch (Exception exception) when (IsOfText(exception))
            {
                throw NotA(path, number, typeof(T).Name, exception);
            }
            catch (KimiException exception)
            {
                throw new KimiException($"{path}({number}): {exception.Message}", exception);
            }
        }

        return values;
    }

    /// <summary>The lines that are not blank, with their 1-based numbers.</summary>
    /// <exception cref="KimiException">The file is missing, or is not text in UTF-8.</exception>
    public static IEnumerable<(string Line, int Number)> Lines(string path)
    {
        if (!File.Exists(path))
            throw new KimiException($"the file '{path}' does not exist: if it belongs to a stage's output, delete the stage's folder to compute it again");
        return TextFile.Lines(path).Where(entry => !string.IsNullOrWhiteSpace(entry.Line));
    }

    /// <summary>The text that a line's object has under a name.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public static string Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : throw new JsonException($"the line has no \"{name}\"");

    /// <summary>Whether reading JSON threw because of the text: one that is not JSON, of another shape, or with half a character in it.</summary>
    /// <param name="exception">What it threw.</param>
    public static bool IsOfText(Exception exception) =>
        exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException;

    /// <summary>The error of a line that is not what it should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line's number, 1-based.</param>
    /// <param name="what">What it should be.</param>
    /// <param name="exception">What reading it threw.</param>
    public static KimiException NotA(string path, long line, string what, Exception exception)
    {
        // Of System.Text.Json's places only the column says something: the text is one line.
        var column = exception is JsonException { BytePositionInLine: { } position } ? $",{position + 1}" : "";
        return new($"{path}({line}{column}): not a {what} in JSON ({JsonReason.Of(exception, withLine: false)}): correct or delete the line", exception);
    }
}

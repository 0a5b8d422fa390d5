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
            catch (Exception exception) when (exception is JsonException or NotSupportedException)
            {
                throw NotA<T>(path, number, exception);
            }
        }

        return values;
    }

    /// <summary>The lines that are not blank, with their 1-based numbers.</summary>
    /// <exception cref="KimiException">The file is missing.</exception>
    public static IEnumerable<(string Line, int Number)> Lines(string path)
    {
        if (!File.Exists(path))
            throw new KimiException($"the file '{path}' does not exist: if it belongs to a stage's output, delete the stage's folder to compute it again");
        return File.ReadLines(path).Select((line, index) => (line, index + 1)).Where(entry => !string.IsNullOrWhiteSpace(entry.line));
    }

    private static KimiException NotA<T>(string path, int line, Exception exception) =>
        new($"{path}({line}): not a {typeof(T).Name} in JSON ({exception.Message.TrimEnd('.')}): correct or delete the line", exception);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Torch.Files;

namespace Kimi.Cli.Reports.Records;

/// <summary>Reads what runs keep on disk. A file that does not have the shape that a run writes is reported in one line.</summary>
internal static class RecordedFile
{
    private static readonly JsonSerializerOptions s_strict = new(RecordJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file of one JSON value.</summary>
    /// <typeparam name="T">What the value becomes.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What writes the file again.</param>
    /// <exception cref="KimiException">The file is not readable.</exception>
    public static T Read<T>(string path, string remedy)
        where T : class => Guarded(path, remedy, () =>
        {
            using var document = JsonDocument.Parse(TextFile.All(path));
            return HasNullItem(document.RootElement) ? throw new JsonException("an item is null") : Value(document.Deserialize<T>(s_strict));
        });

    /// <summary>Reads a file with one JSON value per line.</summary>
    /// <typeparam name="T">What a value becomes.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What writes the file again.</param>
    /// <exception cref="KimiException">The file is not readable.</exception>
    public static List<T> Lines<T>(string path, string remedy)
        where T : class =>
            Guarded(path, remedy, () => JsonLines.Lines(path).Select(entry => Value(JsonSerializer.Deserialize<T>(entry.Line, s_strict))).ToList());

    /// <summary>Reads the contents of a file, and reports in one line if it has another shape.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What writes the file again.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="KimiException">The file is not readable.</exception>
    public static T Guarded<T>(string path, string remedy, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (JsonLines.IsOfText(exception) || exception is KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, remedy, exception);
        }
    }

    /// <summary>The error for a file that does not have the shape that a run writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What writes the file again.</param>
    /// <param name="exception">What is wrong.</param>
    public static KimiException Unreadable(string path, string remedy, Exception exception) =>
        new($"{path} is not readable, or of an earlier version: {remedy}", exception);

    private static T Value<T>(T? value)
        where T : class => value ?? throw new JsonException("the value is null");

    // The serializer does not check the items of lists for null.
    private static bool HasNullItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasNullItem(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasNullItem(property.Value)),
        _ => false,
    };
}

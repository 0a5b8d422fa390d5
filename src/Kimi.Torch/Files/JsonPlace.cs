using System.Text.Json;
using System.Text.Unicode;
using Kimi.Dsl;

namespace Kimi.Torch.Files;

/// <summary>A value of a JSON file together with its place, so that a refusal can name both.</summary>
/// <param name="Element">The value.</param>
/// <param name="File">The file.</param>
/// <param name="Path">The place in it, such as <c>model.merges</c>; empty for the whole file.</param>
internal readonly record struct JsonPlace(JsonElement Element, string File, string Path)
{
    /// <summary>A file may not nest deeper.</summary>
    private const int MaxDepth = 32;

    /// <summary>What an object says it is.</summary>
    /// <exception cref="KimiException">It is no object, or does not say.</exception>
    public string Type => this["type"].Text;

    /// <exception cref="KimiException">It is no text, or no valid one.</exception>
    public string Text
    {
        get
        {
            if (Element.ValueKind != JsonValueKind.String)
                throw Failure("is no text");
            try
            {
                return Element.GetString()!;
            }
            catch (InvalidOperationException exception)
            {
                throw Failure("has half of a surrogate pair", exception);
            }
        }
    }

    /// <exception cref="KimiException">It is not a whole number from 0 to 2³¹ − 1.</exception>
    public int Count => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) && value >= 0
        ? value
        : throw Failure("is not a whole number of at least 0");

    /// <exception cref="KimiException">It is not a whole number from 0 to 2⁶³ − 1.</exception>
    public long LongCount => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var value) && value >= 0
        ? value
        : throw Failure("is not a whole number of at least 0");

    /// <exception cref="KimiException">It is no finite number.</exception>
    public double Number => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value)
        ? value
        : throw Failure("is no finite number");

    /// <summary>The fields of an object.</summary>
    /// <exception cref="KimiException">It is no object.</exception>
    public IEnumerable<(string Name, JsonPlace Value)> Fields
    {
        get
        {
            var place = this;
            return Element.ValueKind == JsonValueKind.Object
                ? Element.EnumerateObject().Select(entry => (entry.Name, place.Field(entry.Name, entry.Value)))
                : throw Failure("is no object");
        }
    }

    /// <exception cref="KimiException">It is no list.</exception>
    public IEnumerable<JsonPlace> Items
    {
        get
        {
            var place = this;
            return Element.ValueKind == JsonValueKind.Array
                ? Element.EnumerateArray().Select((item, index) => place with { Element = item, Path = $"{place.Path}[{index}]" })
                : throw Failure("is no list");
        }
    }

    /// <summary>A field that has to be there.</summary>
    /// <exception cref="KimiException">This is no object, or the field is missing or null.</exception>
    public JsonPlace this[string name] => Optional(name) ?? throw Failure($"has no {name}");

    /// <summary>Parses a file's contents.</summary>
    /// <exception cref="KimiException">They are not JSON, or nest too deeply, or name a field twice.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> content, string file)
    {
        if (!Utf8.IsValid(content.Span))
            throw new KimiException($"'{file}' is not UTF-8: copy or download it again");
        try
        {
            // It also reads all names, which may have half of a surrogate pair.
            return JsonDocument.Parse(content, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new KimiException(
                $"'{file}' is not valid JSON ({OneLine(JsonReason.Of(exception))}): copy or download it again", exception);
        }
    }

    /// <summary>A text of a file as a sentence can quote it: control characters and the ends of lines are written as escapes.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(character =>
            char.IsControl(character) || character is '\u2028' or '\u2029' ? $"\\u{(int)character:x4}" : character.ToString()));

    /// <summary>A field; null where it is missing or null.</summary>
    /// <exception cref="KimiException">This is no object.</exception>
    public JsonPlace? Optional(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Failure("is no object");
        return Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? Field(name, value)
            : null;
    }

    /// <summary>A field that is true or false; <paramref name="usual"/> where it is missing or null.</summary>
    /// <exception cref="KimiException">It is neither.</exception>
    public bool Flag(string name, bool usual = false) => Optional(name) is not { } place ? usual : place.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw place.Failure("is neither true nor false"),
    };

    /// <summary>What to throw for this place.</summary>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="exception">What revealed it.</param>
    public KimiException Failure(string what, Exception exception) => new(Sentence(what, "copy or download the file again"), exception);

    /// <summary>What to throw for this place.</summary>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="remedy">What to do.</param>
    public KimiException Failure(string what, string remedy = "copy or download the file again") => new(Sentence(what, remedy));

    private JsonPlace Field(string name, JsonElement value) => this with { Element = value, Path = Path.Length == 0 ? name : $"{Path}.{name}" };

    private string Sentence(string what, string remedy) => OneLine($"'{File}': {(Path.Length == 0 ? "the file" : Path)} {what}: {remedy}");
}

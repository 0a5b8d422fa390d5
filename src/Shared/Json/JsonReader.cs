namespace Kimi.Shared.Json;

/// <summary>
/// Reads a JSON text of configuration, as tolerant as the reader of the runtime: with comments and trailing commas. It keeps places, which System.Text.Json
/// does not; an analyzer could not load that library anyway.
/// </summary>
internal sealed class JsonReader
{
    private const int MaximumDepth = 64;

    private readonly JsonScanner _text;
    private int _depth;

    private JsonReader(string text) => _text = new(text);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The object in the text, or null when it is not one; and everything that is wrong with it.</returns>
    public static (JsonObject? Root, IReadOnlyList<JsonFault> Faults) Read(string text)
    {
        try
        {
            var root = new JsonReader(text).ReadRoot();
            var faults = new List<JsonFault>();
            return ((JsonObject)new JsonKeys(text, faults).Arrange(root), faults);
        }
        catch (MalformedJsonException malformed)
        {
            var sentence = $"the file is not JSON here, since {malformed.Message}: correct it";
            return (null, [new(Ids.MalformedJson, malformed.Position, malformed.Position < text.Length ? 1 : 0, sentence)]);
        }
    }

    private JsonNode ReadRoot()
    {
        _text.SkipBlank();
        if (_text.Peek() != '{')
            throw _text.Malformed("it does not begin with '{'");
        var root = ReadValue();
        _text.SkipBlank();
        return _text.IsAtEnd ? root : throw _text.Malformed("something follows the end of its object");
    }

    private JsonNode ReadValue() => _text.Peek() switch
    {
        '{' => ReadObject(),
        '[' => ReadArray(),
        '"' => ReadScalar(_text.ReadText),
        't' => ReadScalar(() => Word("true", "True")),
        'f' => ReadScalar(() => Word("false", "False")),
        'n' => ReadScalar(() => Word("null", null)),
        '-' or >= '0' and <= '9' => ReadScalar(_text.ReadNumber),
        _ => throw _text.Malformed("a value is missing"),
    };

    private JsonObject ReadObject()
    {
        var start = Enter();
        var properties = new List<JsonProperty>();
        while (Next(properties.Count == 0, '}'))
        {
            if (_text.Peek() != '"')
                throw _text.Malformed("a name in double quotes is missing");
            var nameStart = _text.Position;
            var name = _text.ReadText();
            var nameLength = _text.Position - nameStart;
            _text.SkipBlank();
            if (_text.Peek() != ':')
                throw _text.Malformed("a ':' is missing after the name");
            _text.Skip();
            _text.SkipBlank();
            properties.Add(new(name, nameStart, nameLength, ReadValue()));
        }

        return new(start, Leave(start), properties);
    }

    private JsonArray ReadArray()
    {
        var start = Enter();
        var items = new List<JsonNode>();
        while (Next(items.Count == 0, ']'))
            items.Add(ReadValue());
        return new(start, Leave(start), items);
    }

    private JsonScalar ReadScalar(Func<string?> read)
    {
        var start = _text.Position;
        var value = read();
        return new(start, _text.Position - start, value);
    }

    private string? Word(string word, string? value)
    {
        _text.ReadWord(word);
        return value;
    }

    private int Enter()
    {
        if (++_depth > MaximumDepth)
            throw _text.Malformed($"it is nested more than {MaximumDepth} deep");
        _text.Skip();
        return _text.Position - 1;
    }

    private int Leave(int start)
    {
        _depth--;
        _text.Skip();
        return _text.Position - start;
    }

    // Whether another item follows; stops at the closing bracket when none does.
    private bool Next(bool isFirst, char close)
    {
        _text.SkipBlank();
        if (_text.Peek() == close)
            return false;
        if (!isFirst)
        {
            if (_text.Peek() != ',')
                throw _text.Malformed($"a ',' or '{close}' is missing");
            _text.Skip();
            _text.SkipBlank();
            if (_text.Peek() == close)
                return false;
        }

        return !_text.IsAtEnd ? true : throw _text.Malformed($"a '{close}' is missing");
    }
}

using System.Globalization;
using System.Text.Json;

namespace Kimi.Runtime.Data;

/// <summary>A field of a row. What it cannot be read as is told by a <see cref="FormatException"/>.</summary>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
internal readonly struct RowField(string name, JsonElement value)
{
    private const string LevelWord = "level";
    private const string UnknownLevel = "?";

    private static readonly string[] s_levels = ["easy", "medium", "hard"];

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => value.ValueKind == JsonValueKind.Null;

    /// <summary>Its value.</summary>
    public JsonElement Json => value;

    /// <summary>Its value, or what its text is as JSON, since some files have JSON in texts.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public JsonElement Parsed => value.ValueKind != JsonValueKind.String ? value.Clone()
        : value.GetString()!.Trim() is { Length: > 0 } text ? JsonElement.Parse(text)
        : JsonElement.Parse("null");

    /// <summary>Its text; of a number or a Boolean, as it is written.</summary>
    public string Text => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        var kind => throw new FormatException($"its field '{name}' is not text but {kind.ToString().ToLowerInvariant()}"),
    };

    /// <summary>Its text, which is not blank.</summary>
    public string Filled => Text is var text && !string.IsNullOrWhiteSpace(text) ? text : throw new FormatException($"its field '{name}' is empty");

    /// <summary>One text or several; none if it is null.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            var item = name;
            return value.ValueKind switch
            {
                JsonValueKind.Null => [],
                JsonValueKind.Array => [.. value.EnumerateArray().Select(text => new RowField(item, text).Text)],
                _ => [Text],
            };
        }
    }

    /// <summary>
    /// A whole number, also as a text such as <c>Level 5</c>, or 1 to 3 for easy, medium and hard; 0 if it is null, or <c>Level ?</c> as some of MATH are.
    /// </summary>
    public int Level
    {
        get
        {
            if (IsNull)
                return 0;
            var text = Text.Trim();
            var number = text.StartsWith(LevelWord, StringComparison.OrdinalIgnoreCase) ? text[LevelWord.Length..].TrimStart() : text;
            if (number == UnknownLevel)
                return 0;
            if (Array.FindIndex(s_levels, word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var named)
                return named + 1;

            // Parquet writes whole numbers as 5.0 where a column has gaps.
            return double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level)
                && double.IsInteger(level) && Math.Abs(level) <= int.MaxValue
                ? (int)level
                : throw new FormatException($"its field '{name}' is '{Shown(text)}', not a whole number or a text such as Level 5");
        }
    }

    private static string Shown(string text) => text.Length <= 40 ? text.ReplaceLineEndings(" ") : $"{text[..40].ReplaceLineEndings(" ")}…";
}

using System.Globalization;
using System.Text;

namespace Kimi.Runtime.Data;

/// <summary>Lists of texts as Python prints them, <c>['a', "it's", 3]</c>, which some files have in texts.</summary>
internal static class PythonList
{
    private static readonly Dictionary<char, string> s_escapes = new()
    {
        ['n'] = "\n",
        ['t'] = "\t",
        ['r'] = "\r",
        ['\\'] = "\\",
        ['\''] = "'",
        ['"'] = "\"",
    };

    /// <summary>The texts of a list; what is not in quotes, as it is written. Null for what is no list.</summary>
    /// <param name="text">The list.</param>
    public static IReadOnlyList<string>? Texts(string text)
    {
        text = text.Trim();
        if (text is not ['[', .., ']'])
            return null;
        var (texts, place, end) = (new List<string>(), Skip(text, 1), text.Length - 1);
        while (place < end)
        {
            if (Item(text, ref place, end) is not { } item)
                return null;
            texts.Add(item);
            place = Skip(text, place);
            if (place < end && text[place] != ',')
                return null;
            place = Skip(text, place + 1);
        }

        return texts;
    }

    private static int Skip(string text, int place)
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
            place++;
        return place;
    }

    private static string? Item(string text, ref int place, int end)
    {
        if (text[place] is not ('\'' or '"'))
        {
            var start = place;
            while (place < end && text[place] != ',')
                place++;
            return text[start..place].Trim() is { Length: > 0 } bare ? bare : null;
        }

        var (quote, item) = (text[place++], new StringBuilder());
        while (place < end && text[place] != quote)
            item.Append(text[place] == '\\' ? Escaped(text, ref place) : text[place++]);
        return place++ < end ? item.ToString() : null;
    }

    // What Python does not know as an escape, it leaves as it is.
    private static string Escaped(string text, ref int place)
    {
        var code = text[place + 1];
        var digits = code switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && place + 2 + digits < text.Length
            && int.TryParse(text.AsSpan(place + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character))
        {
            place += 2 + digits;
            return $"{(char)character}";
        }

        place += 2;
        return s_escapes.TryGetValue(code, out var escaped) ? escaped : $"\\{code}";
    }
}

using System.Globalization;
using System.Text;

namespace Kimi.Cli.Display;

/// <summary>
/// Text from elsewhere (files, models, exceptions) as a terminal may show it: characters that would move its cursor, change its colours or turn the reading
/// order around are written as <c>\u001B</c>.
/// </summary>
internal static class TerminalText
{
    private const int LongestLine = 500;
    private const int KeptAtEnd = 120;

    /// <summary>A text as one line, whatever is in it; the middle of a very long one is left out.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        var line = Escape(text.ReplaceLineEndings(" "), char.IsControl);
        return line.Length <= LongestLine ? line : $"{Cut(line, 0, LongestLine - KeptAtEnd)} … {Cut(line, line.Length - KeptAtEnd, KeptAtEnd)}";
    }

    /// <summary>A text in lines of its own, such as a model's answer.</summary>
    /// <param name="text">The text.</param>
    public static string Block(string text) => Escape(text, character => char.IsControl(character) && character is not ('\n' or '\t'));

    private static string Escape(string text, Func<char, bool> isControl)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                escaped.Append(text[i]).Append(text[++i]);
            else if (isControl(text[i]) || IsInvisible(text[i]))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            else
                escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    // Marks that change the reading order (bidirectional controls), line and paragraph separators, and halves of characters.
    private static bool IsInvisible(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029'
        || char.IsSurrogate(character);

    // Not between the halves of a character.
    private static string Cut(string text, int start, int length)
    {
        var end = start + length;
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start++;
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        return text[start..end];
    }
}

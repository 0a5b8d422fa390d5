using System.Globalization;
using System.Text;

namespace Kimi.Shared;

/// <summary>
/// Text from elsewhere (files, models, exceptions) such that all of it can be seen: characters that would move a terminal's cursor, change its colours or turn
/// the reading order around are written as <c>\u001B</c>.
/// </summary>
internal static class VisibleText
{
    /// <summary>A text as one line, whatever is in it.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            if (text[i] is '\r' or '\n' or '\f' or '\u0085' or '\u2028' or '\u2029')
                line.Append(' ');
            else
                i += Append(line, text, i, char.IsControl(text[i]));
        }

        return line.ToString();
    }

    /// <summary>A text in lines of its own, such as a model's answer.</summary>
    /// <param name="text">The text.</param>
    public static string Block(string text)
    {
        var block = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            i += Append(block, text, i, char.IsControl(text[i]) && text[i] is not ('\n' or '\t'));
        return block.ToString();
    }

    // Gives how many characters after the one at the place belong to it.
    private static int Append(StringBuilder visible, string text, int place, bool isControl)
    {
        var character = text[place];
        if (place + 1 < text.Length && char.IsSurrogatePair(character, text[place + 1]))
        {
            visible.Append(character).Append(text[place + 1]);
            return 1;
        }

        if (isControl || IsInvisible(character))
            visible.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        else
            visible.Append(character);
        return 0;
    }

    // Marks that change the reading order (bidirectional controls), line and paragraph separators, and halves of characters.
    private static bool IsInvisible(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029'
        || char.IsSurrogate(character);
}

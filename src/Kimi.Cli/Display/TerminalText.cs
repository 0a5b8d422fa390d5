using Kimi.Shared;
using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Text from elsewhere as a terminal may show it: nothing in it changes what the terminal shows besides.</summary>
internal static class TerminalText
{
    private const int LongestLine = 500;
    private const int KeptAtEnd = 120;

    /// <summary>A text as one line; the middle of a very long one is left out.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        var line = VisibleText.Line(text);
        return line.Length <= LongestLine ? line : $"{Cut(line, 0, LongestLine - KeptAtEnd)} … {Cut(line, line.Length - KeptAtEnd, KeptAtEnd)}";
    }

    /// <summary>A text as one line of any length, in the markup of Spectre.Console.</summary>
    /// <param name="text">The text.</param>
    public static string Cell(string text) => Markup.Escape(VisibleText.Line(text));

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

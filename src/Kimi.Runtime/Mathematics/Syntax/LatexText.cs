namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Finds commands and what is in braces.</summary>
internal static class LatexText
{
    /// <summary>The letters of a command, with a star where it has one; empty where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Behind the backslash.</param>
    public static string Command(string text, int place)
    {
        var end = place;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        if (end < text.Length && end > place && text[end] == '*')
            return LatexCommands.IsKnown(text[place..(end + 1)]) ? text[place..(end + 1)] : text[place..end];
        return text[place..end];
    }

    /// <summary>The command that letters after a backslash begin with, where they are none themselves: <c>\quadx</c> is <c>\quad</c> and x.</summary>
    /// <param name="letters">The letters.</param>
    public static string Known(string letters)
    {
        if (LatexCommands.IsKnown(letters))
            return letters;
        for (var length = letters.Length - 1; length > 1; length--)
        {
            if (LatexCommands.IsKnown(letters[..length]))
                return letters[..length];
        }

        return letters;
    }

    /// <summary>What is in the braces at a place, and where it ends behind them; null where there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where the braces or spaces before them begin.</param>
    /// <exception cref="MathSyntaxException">A brace is not closed.</exception>
    public static (string Text, int End)? Braced(string text, int place)
    {
        var start = place;
        while (start < text.Length && text[start] == ' ')
            start++;
        if (start >= text.Length || text[start] != '{')
            return null;
        var depth = 0;
        for (var end = start; end < text.Length; end++)
        {
            depth += text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return (text[(start + 1)..end], end + 1);
        }

        throw new MathSyntaxException("a brace is not closed", start);
    }
}

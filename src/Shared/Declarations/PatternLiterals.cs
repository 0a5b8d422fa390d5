namespace Kimi.Shared.Declarations;

/// <summary>What every text has that a regular expression matches, as far as that is plain to see.</summary>
internal static class PatternLiterals
{
    private const string Special = ".^$|()[]{}*+?";

    /// <summary>
    /// The characters that stand for themselves, outside of groups and sets, and not as often as one likes. None where there are alternatives.
    /// </summary>
    /// <param name="pattern">The expression.</param>
    public static string Of(string pattern)
    {
        if (pattern.Contains('|'))
            return "";
        var literals = new System.Text.StringBuilder();
        var depth = 0;
        for (var place = 0; place < pattern.Length; place++)
        {
            var character = pattern[place];
            if (character == '[')
            {
                place = EndOfSet(pattern, place);
                continue;
            }

            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            var isEscaped = character == '\\' && place + 1 < pattern.Length;
            if (isEscaped)
                character = pattern[++place];
            // Of an escape that is a letter or digit, only the engine knows what it stands for.
            var isLiteral = isEscaped ? !char.IsLetterOrDigit(character) : !Special.Contains(character) && character != '\\';
            if (isLiteral && depth == 0 && !(place + 1 < pattern.Length && "?*{".Contains(pattern[place + 1])))
                literals.Append(character);
            if (!isEscaped && character == '{')
                place = Math.Max(place, pattern.IndexOf('}', place));
            else if (isEscaped && "pPxuck".Contains(character))
                return "";
        }

        return literals.ToString();
    }

    private static int EndOfSet(string pattern, int start)
    {
        var place = start + 1;
        if (place < pattern.Length && pattern[place] == '^')
            place++;
        if (place < pattern.Length && pattern[place] == ']')
            place++;
        for (; place < pattern.Length && pattern[place] != ']'; place++)
        {
            if (pattern[place] == '\\')
                place++;
        }

        return place;
    }
}

namespace Kimi.Shared.Declarations;

/// <summary>What every text has that a regular expression matches, as far as that is plain to see.</summary>
internal static class PatternLiterals
{
    private const string Special = ".^$|()[]{}*+?";
    private const char Break = '\0';

    /// <summary>
    /// The characters that stand for themselves, outside of groups and sets, and not as often as one likes. None where there are alternatives.
    /// </summary>
    /// <param name="pattern">The expression.</param>
    public static string Of(string pattern) => string.Concat(Runs(pattern));

    /// <summary>Those characters, in runs of what stands together.</summary>
    /// <param name="pattern">The expression.</param>
    public static IReadOnlyList<string> Runs(string pattern)
    {
        if (pattern.Contains('|'))
            return [];
        var literals = new System.Text.StringBuilder();
        var depth = 0;
        for (var place = 0; place < pattern.Length; place++)
        {
            var character = pattern[place];
            if (character == '[')
            {
                place = EndOfSet(pattern, place);
                literals.Append(Break);
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
            else
                literals.Append(Break);
            // What comes once or more often is followed by more of itself.
            if (place + 1 < pattern.Length && pattern[place + 1] == '+')
                literals.Append(Break);
            if (!isEscaped && character == '{')
                place = Math.Max(place, pattern.IndexOf('}', place));
            else if (isEscaped && "pPxuck".Contains(character))
                return [];
        }

        return literals.ToString().Split([Break], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The text with which every match begins where an expression is anchored at the start; empty where that is not plain to see.</summary>
    /// <param name="pattern">The expression.</param>
    public static string Beginning(string pattern)
    {
        if (pattern.Length == 0 || pattern[0] != '^' || pattern.Contains('|'))
            return "";
        var begin = new System.Text.StringBuilder();
        for (var place = 1; place < pattern.Length; place++)
        {
            var isEscaped = pattern[place] == '\\' && place + 1 < pattern.Length;
            var character = pattern[isEscaped ? place + 1 : place];
            if (isEscaped ? char.IsLetterOrDigit(character) : Special.Contains(character) || character == '\\')
                break;
            place += isEscaped ? 1 : 0;
            if (place + 1 < pattern.Length && "?*{".Contains(pattern[place + 1]))
                break;
            begin.Append(character);
        }

        return begin.ToString();
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

namespace Kimi.Generators.Code;

/// <summary>Recognizes patterns that may take exponential time: a group that is repeated without limit and ends in what is, too.</summary>
internal static class NestedRepetition
{
    /// <summary>Whether a pattern has a repetition without limit right within another.</summary>
    public static bool Has(string pattern)
    {
        // For each open group, whether it has a repetition without limit so far.
        var open = new Stack<bool>();
        var repeats = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    break;
                case '(':
                    open.Push(repeats);
                    repeats = false;
                    break;
                case ')':
                    if (repeats && IsUnlimited(pattern, i + 1))
                        return true;
                    repeats |= open.Count > 0 && open.Pop();
                    break;
                default:
                    repeats |= IsUnlimited(pattern, i);
                    break;
            }
        }

        return false;
    }

    private static bool IsUnlimited(string pattern, int place) => place < pattern.Length && (pattern[place] is '+' or '*'
        || (pattern[place] == '{' && pattern.IndexOf('}', place) is > 0 and var end && pattern[end - 1] == ','));

    private static int EndOfClass(string pattern, int start)
    {
        for (var i = start + 2; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == ']')
                return i;
        }

        return pattern.Length;
    }
}

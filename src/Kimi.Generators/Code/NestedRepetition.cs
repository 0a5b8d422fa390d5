namespace Kimi.Generators.Code;

/// <summary>
/// Recognizes patterns that may take exponential time: a group that is repeated without limit and may end in what is, too. What must follow a repetition
/// within its group, such as the comma of <c>([0-9]+,)*</c>, says where it ends.
/// </summary>
internal static class NestedRepetition
{
    /// <summary>Whether a pattern has a repetition without limit right within another.</summary>
    public static bool Has(string pattern)
    {
        // For each group around a place: how what stands before it ends, and how an alternative before it may end.
        var outer = new Stack<(bool Ends, bool Other)>();
        var (ends, other) = (false, false);
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] == '(')
            {
                outer.Push((ends, other));
                (ends, other) = (false, false);
                i = AfterOpening(pattern, i);
                continue;
            }

            if (pattern[i] == '|')
            {
                (ends, other) = (false, other || ends);
                i++;
                continue;
            }

            var isGroup = pattern[i] == ')' && outer.Count > 0;
            var inner = isGroup && (ends || other);
            if (isGroup)
                (ends, other) = outer.Pop();
            i = pattern[i] == '[' ? EndOfClass(pattern, i) + 1 : pattern[i] == '\\' ? i + 2 : i + 1;
            var (isOptional, isUnlimited, next) = Quantifier(pattern, i);
            if (inner && isUnlimited)
                return true;
            ends = isUnlimited || inner || (isOptional && ends);
            i = next;
        }

        return false;
    }

    // After '(', and after what says of which kind the group is: (?:, (?=, (?<name>.
    private static int AfterOpening(string pattern, int open)
    {
        if (open + 1 >= pattern.Length || pattern[open + 1] != '?')
            return open + 1;
        var name = pattern.IndexOfAny(['>', ':', '=', '!'], open);
        return name > 0 ? name + 1 : open + 2;
    }

    // What follows an element: whether it may be left out, whether it may come without limit, and where the next element begins.
    private static (bool IsOptional, bool IsUnlimited, int Next) Quantifier(string pattern, int place)
    {
        if (place >= pattern.Length)
            return (false, false, place);
        var (isOptional, isUnlimited, next) = pattern[place] switch
        {
            '*' => (true, true, place + 1),
            '+' => (false, true, place + 1),
            '?' => (true, false, place + 1),
            '{' when pattern.IndexOf('}', place) is > 0 and var end => (pattern[place + 1] == '0', pattern[end - 1] == ',', end + 1),
            _ => (false, false, place),
        };

        // A repetition may be lazy.
        return (isOptional, isUnlimited, next > place && next < pattern.Length && pattern[next] == '?' ? next + 1 : next);
    }

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

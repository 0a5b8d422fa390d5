namespace Kimi.Generators.Code;

/// <summary>
/// Recognizes patterns that may take exponential time: a group that is repeated without limit and may end in what is, too. What must follow a repetition
/// within its group, such as the comma of <c>([0-9]+,)*</c>, says where it ends, and so may what begins the group (<see cref="DelimitedGroup"/>).
/// </summary>
internal static class NestedRepetition
{
    /// <summary>Whether a pattern has a repetition without limit right within another.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="ignoresCase">Whether capitals and small letters are the same.</param>
    public static bool Has(string pattern, bool ignoresCase)
    {
        // For each group around a place: how what stands before it ends, how an alternative before it may end, and where it begins.
        var outer = new Stack<(bool Ends, bool Other, int Start)>();
        var (ends, other) = (false, false);
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] == '(')
            {
                i = AfterOpening(pattern, i);
                outer.Push((ends, other, i));
                (ends, other) = (false, false);
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
            var (start, end) = (i, i);
            if (isGroup)
                (ends, other, start) = outer.Pop();
            i = pattern[i] == '[' ? EndOfClass(pattern, i) + 1 : pattern[i] == '\\' ? i + 2 : i + 1;
            var (isOptional, isUnlimited, next) = Quantifier(pattern, i);
            if (inner && isUnlimited && !DelimitedGroup.Is(pattern.Substring(start, end - start), ignoresCase))
                return true;
            ends = isUnlimited || inner || (isOptional && ends);
            i = next;
        }

        return false;
    }

    // After '(', and after what says of which kind the group is: (?:, (?=, (?<name>.
    internal static int AfterOpening(string pattern, int open)
    {
        if (open + 1 >= pattern.Length || pattern[open + 1] != '?')
            return open + 1;
        var name = pattern.IndexOfAny(['>', ':', '=', '!'], open);
        return name > 0 ? name + 1 : open + 2;
    }

    // What follows an element: whether it may be left out, whether it may come without limit, and where the next element begins.
    internal static (bool IsOptional, bool IsUnlimited, int Next) Quantifier(string pattern, int place)
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

    internal static int EndOfClass(string pattern, int start)
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

using System.Text.RegularExpressions;

namespace Kimi.Generators.Code;

/// <summary>
/// Recognizes groups of a pattern that say themselves where each of their repetitions begins, such as the comma of <c>(,\s*[0-9]+)*</c>: they must begin with
/// a character that nothing else in them takes, and none of their own repetitions can take what another one of them could.
/// </summary>
internal static class DelimitedGroup
{
    private const int Characters = 128;

    // Places, which take no character.
    private const string Places = "bBAzZG";

    /// <summary>Whether a group does.</summary>
    /// <param name="group">What stands in its parentheses.</param>
    /// <param name="ignoresCase">Whether capitals and small letters are the same.</param>
    public static bool Is(string group, bool ignoresCase) =>
        IsBegun(group, ignoresCase) || (Turned(group) is { } turned && IsBegun(turned, ignoresCase));

    // What may be left out before its beginning belongs to the end of the repetition before: (\s*,[0-9]+)* is \s*(,[0-9]+\s*)* but for its ends.
    private static string? Turned(string group)
    {
        var begin = group.Length > 0 && group[0] == '(' ? NestedRepetition.AfterOpening(group, 0) : 0;
        var place = begin;
        while (place < group.Length && "(|)^$".IndexOf(group[place]) < 0)
        {
            var end = group[place] == '[' ? NestedRepetition.EndOfClass(group, place) + 1 : group[place] == '\\' ? place + 2 : place + 1;
            var (isOptional, _, next) = NestedRepetition.Quantifier(group, end);
            if (!isOptional)
                break;
            place = next;
        }

        return place > begin && place < group.Length ? group.Substring(place) + group.Substring(begin, place - begin) : null;
    }

    private static bool IsBegun(string group, bool ignoresCase)
    {
        var (elements, groups, bars) = Parts(group, ignoresCase);
        if (elements.Count == 0 || elements[0] is not { IsOptional: false, Taken: { } beginning } first || elements.Any(element => element.Taken is null))
            return false;
        var others = elements.Skip(1).ToList();
        if (others.Any(other => other.Meets(beginning)))
            return false;
        bool IsWithin(int place, (int Start, int End, bool IsRepeated) span) => place > span.Start && place < span.End;
        // No alternative to the beginning, and nothing that repeats it alone.
        if (bars.Any(bar => groups.All(inner => !IsWithin(bar, inner) || IsWithin(first.Place, inner)))
            || groups.Any(around => IsWithin(first.Place, around) && around.IsRepeated))
            return false;
        if (first.IsUnlimited && !others.Any(other => IsAlways(other, first, int.MaxValue)))
            return false;
        var unlimited = others.Where(other => other.IsUnlimited).ToList();
        return !unlimited.Any(one => unlimited.Any(other => one.Place < other.Place && one.Meets(other.Taken!) && !AreApart(one, other)));

        // In another alternative, or with something between them that neither takes.
        bool AreApart(Element one, Element other) => bars.Any(bar => bar > one.Place && bar < other.Place)
            || others.Any(between => IsAlways(between, one, other.Place) && !between.Meets(one.Taken!) && !between.Meets(other.Taken!));

        // After another, up to a place.
        bool IsAlways(Element element, Element after, int end) => element.Place > after.Place && element.Place < end && !element.IsOptional
            && groups.All(around => !IsWithin(element.Place, around) || IsWithin(after.Place, around)
                || !(around.IsRepeated || bars.Any(bar => IsWithin(bar, around))));
    }

    private static (List<Element> Elements, List<(int Start, int End, bool IsRepeated)> Groups, List<int> Bars) Parts(string group, bool ignoresCase)
    {
        var (elements, groups, bars, open) = (new List<Element>(), new List<(int, int, bool)>(), new List<int>(), new Stack<int>());
        for (var i = 0; i < group.Length;)
        {
            var start = i;
            switch (group[i])
            {
                case '(':
                    open.Push(i);
                    i = NestedRepetition.AfterOpening(group, i);
                    continue;
                case '|':
                    bars.Add(i++);
                    continue;
                case '[':
                    i = Math.Min(NestedRepetition.EndOfClass(group, i) + 1, group.Length);
                    break;
                case '\\':
                    i = Math.Min(i + 2, group.Length);
                    break;
                default:
                    i++;
                    break;
            }

            var (isOptional, isUnlimited, next) = NestedRepetition.Quantifier(group, i);
            if (group[start] == ')' && open.Count > 0)
                groups.Add((open.Pop(), start, next > i));
            else if (!(group[start] is '^' or '$' || (group[start] == '\\' && i > start + 1 && Places.IndexOf(group[start + 1]) >= 0)))
                elements.Add(new(start, isOptional, isUnlimited, Taken(group.Substring(start, i - start), ignoresCase)));
            i = next;
        }

        return (elements, groups, bars);
    }

    // Null for what is no expression, or is one of another kind.
    private static bool[]? Taken(string element, bool ignoresCase)
    {
        try
        {
            var regex = new Regex($"^(?:{element})$", RegexOptions.Singleline | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None));
            return [.. Enumerable.Range(0, Characters).Select(letter => regex.IsMatch(((char)letter).ToString()))];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed record Element(int Place, bool IsOptional, bool IsUnlimited, bool[]? Taken)
    {
        public bool Meets(bool[] other) => Taken!.Zip(other, (one, two) => one && two).Any(both => both);
    }
}

using System.Text.RegularExpressions;

namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>Finds what is in boxes.</summary>
internal static partial class BoxedAnswers
{
    private const int FarthestNext = 60;

    /// <summary>
    /// What is in the last box, and in those before it that belong to the same answer, with commas between them; null where there is none. Braces within a
    /// box are in pairs.
    /// </summary>
    /// <param name="text">The response.</param>
    /// <param name="isReference">Whether a box that is not closed goes to the end of its line: a response was cut there, and has no answer.</param>
    /// <returns>Where it ends, and what it is.</returns>
    public static (int Place, string Text)? Last(string text, bool isReference)
    {
        var closing = Closing(text);
        List<(int Start, int End, string Content)> boxes = [];
        foreach (Match match in Box().Matches(text))
        {
            // A box within a box belongs to it.
            if (boxes is [.., var outer] && match.Index < outer.End)
                continue;
            if (Content(text, match.Index + match.Length, closing, isReference) is var (content, end))
                boxes.Add((match.Index, end, content));
        }

        if (boxes.Count == 0)
            return null;
        var first = boxes.Count - 1;
        while (first > 0 && AreJoined(text[boxes[first - 1].End..Math.Max(boxes[first - 1].End, boxes[first].Start)]))
            first--;
        return (boxes[^1].End, string.Join(", ", boxes.Skip(first).Select(box => box.Content.Trim()).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>Whether the response ends within a box: then it states no answer.</summary>
    /// <param name="text">The response.</param>
    public static bool IsCutOff(string text)
    {
        if (Box().Matches(text).LastOrDefault() is not { } last)
            return false;
        var start = text.AsSpan(last.Index + last.Length).TrimStart(' ');
        return start.IsEmpty || (start[0] == '{' && !Closing(text).ContainsKey(text.Length - start.Length));
    }

    // Where each opening brace is closed, in one pass.
    private static Dictionary<int, int> Closing(string text)
    {
        Dictionary<int, int> closing = [];
        Stack<int> open = [];
        for (var place = 0; place < text.Length; place++)
        {
            if (text[place] == '{')
                open.Push(place);
            else if (text[place] == '}' && open.TryPop(out var start))
                closing[start] = place;
        }

        return closing;
    }

    private static (string Text, int End)? Content(string text, int place, Dictionary<int, int> closing, bool isReference)
    {
        while (place < text.Length && text[place] == ' ')
            place++;
        if (place >= text.Length)
            return null;
        if (text[place] != '{')
            return char.IsLetterOrDigit(text[place]) ? (text[place].ToString(), place + 1) : null;
        if (closing.TryGetValue(place, out var close))
            return (text[(place + 1)..close], close + 1);
        if (!isReference)
            return null;
        var line = text.IndexOf('\n', place);
        return line < 0 ? (text[(place + 1)..], text.Length) : (text[(place + 1)..line], line);
    }

    // What joins two answers: a comma or "and", a few words such as units, and the name of the second.
    private static bool AreJoined(string between)
    {
        if (between.Length > FarthestNext || between.Contains('\n', StringComparison.Ordinal))
            return false;
        var plain = Formatting().Replace(between, " ");
        return Joint().IsMatch(plain) && !Reason().IsMatch(plain);
    }

    [GeneratedRegex(@"\\(?:boxed|fbox|framebox)(?![A-Za-z])")]
    private static partial Regex Box();

    [GeneratedRegex(@"\\(?:text|quad|qquad|mbox|left|right)(?![a-z])|\\[()\[\],;! ]|[${}]")]
    private static partial Regex Formatting();

    [GeneratedRegex(@"\b(?:and|or)\b|[,;&]|[+*~-]{3,}", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    [GeneratedRegex(
        @"\b(?:is|so|thus|hence|therefore|answer|then|gives|which|get|means|because|since|total|but|where|if|when|we)\b|\. |:", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();
}

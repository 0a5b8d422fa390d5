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
    public static (int Place, string Text)? Last(string text, bool isReference)
    {
        List<(int Start, int End, string Content)> boxes = [];
        var (from, end) = (0, -1);
        foreach (Match match in Box().Matches(text))
        {
            // A box within a box belongs to it.
            if (match.Index < from || Content(text, match.Index + match.Length, isReference, out end) is not { } content)
                continue;
            boxes.Add((match.Index, end, content));
            from = end;
        }

        if (boxes.Count == 0)
            return null;
        var first = boxes.Count - 1;
        while (first > 0 && AreJoined(text[boxes[first - 1].End..Math.Max(boxes[first - 1].End, boxes[first].Start)]))
            first--;
        return (boxes[^1].Start, string.Join(", ", boxes.Skip(first).Select(box => box.Content.Trim()).Distinct(StringComparer.Ordinal)));
    }

    private static string? Content(string text, int place, bool isReference, out int end)
    {
        while (place < text.Length && text[place] == ' ')
            place++;
        end = place;
        if (place >= text.Length)
            return null;
        if (text[place] != '{')
            return char.IsLetterOrDigit(text[place]) ? text[place..(end = place + 1)] : null;
        var depth = 0;
        for (end = place; end < text.Length; end++)
        {
            // A brace that is part of the answer is a pair's too, in all answers but half-open ones: \{ and \}.
            depth += text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return text[(place + 1)..end++];
        }

        if (!isReference)
            return null;
        end = text.IndexOf('\n', place) is >= 0 and var line ? line : text.Length;
        return text[(place + 1)..end];
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

    [GeneratedRegex(@"\b(?:is|so|thus|hence|therefore|answer|then|gives|which|get|means|because|since|total|but|where|if|when|we)\b|\. |:", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();
}

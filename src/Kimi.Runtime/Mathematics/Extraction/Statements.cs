using System.Text.RegularExpressions;

namespace Kimi.Runtime.Mathematics.Extraction;

/// <summary>Finds sentences that say what the answer is.</summary>
internal static partial class Statements
{
    /// <summary>What follows the last match of a pattern, up to the end of its sentence; null where there is none.</summary>
    /// <param name="text">The response.</param>
    /// <param name="rule">Which sentences.</param>
    public static (int Place, string Text)? Last(string text, ExtractionRule rule)
    {
        var pattern = rule switch { ExtractionRule.Marked => Marker(), ExtractionRule.FinalAnswer => FinalAnswer(), _ => AnswerIs() };
        var last = pattern.Matches(text).LastOrDefault();
        if (last is null)
            return null;
        var start = last.Index + last.Length;
        return (last.Index, Sentence(text, start));
    }

    /// <summary>The last line that is not empty, with the lines before it that a formula in it began in.</summary>
    /// <param name="text">The response.</param>
    public static string LastLine(string text)
    {
        var trimmed = EndOfTurn().Replace(text, "").TrimEnd();
        var start = trimmed.LastIndexOf('\n') + 1;
        foreach (var (open, close) in (IEnumerable<(string, string)>)[(@"\[", @"\]"), (@"\(", @"\)"), ("$$", "$$"), (@"\begin", @"\end")])
        {
            if (trimmed.EndsWith(close, StringComparison.Ordinal) || (close == @"\end" && trimmed[start..].StartsWith(close, StringComparison.Ordinal)))
            {
                var begin = trimmed.LastIndexOf(open, Math.Max(0, trimmed.Length - close.Length - 1), StringComparison.Ordinal);
                if (begin >= 0 && begin < start)
                    start = trimmed.LastIndexOf('\n', begin) + 1;
            }
        }

        return trimmed[start..].Trim();
    }

    // Ends at a full stop or a line's end that is not within a formula.
    private static string Sentence(string text, int start)
    {
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is ':' or '*'))
            start++;
        var (dollars, brackets) = (false, 0);
        for (var place = start; place < text.Length; place++)
        {
            var next = place + 1 < text.Length ? text[place + 1] : ' ';
            if (text[place] == '\\' && next is '(' or '[' or ')' or ']')
                brackets += next is '(' or '[' ? 1 : -1;
            else if (text[place] == '$' && (place == 0 || text[place - 1] != '\\'))
                dollars = !dollars;
            if (text.AsSpan(place).StartsWith("<|", StringComparison.Ordinal) || text.AsSpan(place).StartsWith("\n\n", StringComparison.Ordinal))
                return text[start..place];
            if (!dollars && brackets <= 0 && (text[place] == '\n' || (text[place] is '.' or '!' && char.IsWhiteSpace(next) && place > start)))
                return text[start..place];
        }

        return text[start..];
    }

    [GeneratedRegex("####")]
    private static partial Regex Marker();

    [GeneratedRegex(@"final\s+answer(?:\W{0,4}\bis\b)?\W{0,4}?(?=[\s:*$\\]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex FinalAnswer();

    [GeneratedRegex(@"\b(?:answers?|solutions?)\b[\s*]*(?:is|are|:|=)[\s:*]*|^[ \t]*(?:A|Ans)[ \t]*:\s+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex AnswerIs();

    [GeneratedRegex(@"<\|[^|\n]{0,40}\|>.*$", RegexOptions.Singleline)]
    private static partial Regex EndOfTurn();
}

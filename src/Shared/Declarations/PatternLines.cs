using System.Text.RegularExpressions;

namespace Kimi.Shared.Declarations;

/// <summary>Whether a pattern looks for thoughts, which take several lines, by a dot that stops at the end of one.</summary>
internal static class PatternLines
{
    private static readonly Regex _thoughts = new(
        @"<(think|thinking|thought|thoughts|reason|reasoning|analysis|scratchpad|reflection|cot)>\(?\.[*+]\??\)?(\\n)?</\1>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex _single = new(@"\(\?[a-z]*s[a-z]*(-[a-z]+)?[):]", RegexOptions.CultureInvariant);

    /// <summary>Whether it does. What is asked of an answer, which is often one line, may well stop there.</summary>
    public static bool StopsAtALine(string pattern) => _thoughts.IsMatch(pattern) && !_single.IsMatch(pattern);
}

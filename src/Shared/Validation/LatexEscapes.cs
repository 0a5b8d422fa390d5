using System.Text.RegularExpressions;

namespace Kimi.Shared.Validation;

/// <summary>
/// Commands of LaTeX of which an escape takes the beginning: <c>\b</c> of <c>\boxed</c> is a word boundary in a pattern, and a backspace in a text.
/// </summary>
internal static class LatexEscapes
{
    // Those that begin with an escape, and whose rest is the beginning of no word.
    private const string Commands = "boxed|fbox|frac|dfrac|tfrac|text|textbf|sqrt|begin|times|theta|right";

    // Behind a backslash that no other one stands before.
    private static readonly Regex _inPattern = new($@"(?<!\\)(?:\\\\)*\\(?<command>{Commands})(?![A-Za-z])", RegexOptions.CultureInvariant);

    // What an escape makes of the first letter.
    private static readonly Regex _inText = new(
        @"\x08(?<b>oxed|egin)(?![A-Za-z])|\f(?<f>box|rac)(?![A-Za-z])|\t(?<t>frac|ext|extbf|imes|heta)(?![A-Za-z])|\r(?<r>ight)(?![A-Za-z])",
        RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a text, in the words of a message; null where nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPattern">Whether it is a regular expression.</param>
    public static string? Fault(string text, bool isPattern)
    {
        if (isPattern && _inPattern.Match(text) is { Success: true } pattern)
        {
            var command = pattern.Groups["command"].Value;
            return $@"whose \{command[0]} is an escape of patterns and no part of \{command}, so no response has that form: write \\{command}";
        }

        return text.Any(char.IsControl) && _inText.Match(text) is { Success: true } match && Letter(match) is var letter
            ? $@"whose \{letter} is an escape of texts and no part of \{letter}{match.Groups[letter].Value}, which is not in it: write \\{letter}"
                + match.Groups[letter].Value
            : null;
    }

    private static string Letter(Match match) => match.Groups["b"].Success ? "b" : match.Groups["f"].Success ? "f" : match.Groups["t"].Success ? "t" : "r";
}

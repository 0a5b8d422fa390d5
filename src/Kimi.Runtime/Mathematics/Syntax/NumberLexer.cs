using System.Text.RegularExpressions;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads a number in one spelling: with a point, without separators of thousands, and with repeating digits in brackets.</summary>
internal static partial class NumberLexer
{
    /// <summary>Reads the number at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it begins, with a digit or a point.</param>
    /// <param name="inBrackets">Whether it is in brackets, where a comma separates numbers.</param>
    /// <param name="commaIsDecimal">Whether <c>2,74</c> is one number.</param>
    /// <returns>The number, and where it ends.</returns>
    public static (string Number, int End) Read(string text, int place, bool inBrackets, bool commaIsDecimal)
    {
        var grouped = (inBrackets ? ExplicitlyGrouped() : Grouped()).Match(text, place);
        var match = grouped.Success ? grouped : Plain().Match(text, place);
        var (number, end) = (new string([.. match.Groups["whole"].Value.Where(char.IsAsciiDigit)]), place + match.Length);
        var hasPart = match.Groups["part"].Success;
        if (hasPart)
            number += "." + match.Groups["part"].Value;
        else if (commaIsDecimal && !inBrackets && DecimalComma().Match(text, end) is { Success: true } comma)
            (number, end, hasPart) = ($"{number}.{comma.Groups["part"].Value}", end + comma.Length, true);
        if (Repeating().Match(text, end) is { Success: true } repeating && (hasPart ^ repeating.Groups["point"].Length > 0))
            return ($"{number}{repeating.Groups["point"].Value}[{repeating.Groups["digits"].Value}]", end + repeating.Length);
        return Exponent().Match(text, end) is { Success: true } exponent ? (number + exponent.Value, end + exponent.Length) : (number, end);
    }

    // Thousands are separated by commas, by what LaTeX writes for a comma without a space, by thin spaces, or by spaces.
    [GeneratedRegex(@"\G(?<whole>\d{1,3}(?:,\d{3}(?!\d))+|\d{1,3}(?:(?:\{,\}|\\!\s*,|,\\!|\\,|\\ |')\s*\d{3}(?!\d))+|\d{1,3}(?:\ +\d{3}(?![\d/]))+)"
        + @"(?:\.(?<part>\d+))?")]
    private static partial Regex Grouped();

    // In brackets only those count that are no list's.
    [GeneratedRegex(@"\G(?<whole>\d{1,3}(?:(?:\{,\}|\\!\s*,|,\\!)\s*\d{3}(?!\d))+)(?:\.(?<part>\d+))?")]
    private static partial Regex ExplicitlyGrouped();

    [GeneratedRegex(@"\G(?<whole>\d*)(?:\.(?<part>\d+))?")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\G,(?<part>\d+)(?![\d,])")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"\G(?<point>\.?)\\(?:overline|bar)\s*\{(?<digits>\d+)\}")]
    private static partial Regex Repeating();

    [GeneratedRegex(@"\G[eE][+-]?\d+(?![\d.])")]
    private static partial Regex Exponent();
}

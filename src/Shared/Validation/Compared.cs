using System.Globalization;
using Kimi.Shared.Declarations;

namespace Kimi.Shared.Validation;

/// <summary>Compares the value of an option as a declaration says.</summary>
internal static class Compared
{
    /// <summary>Whether a value compares so with a constant.</summary>
    public static bool IsMet(OptionValue value, Comparison comparison, string text) => IsMet(
        value, comparison, text, double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>Whether a value compares so with another, by number where both have one.</summary>
    public static bool IsMet(OptionValue value, Comparison comparison, string text, double? number) => comparison switch
    {
        Comparison.Containing => value.Texts.Any(each => each.Contains(text.Trim('"'))),
        Comparison.Lacking => !IsMet(value, Comparison.Containing, text, number),
        Comparison.EqualTo => value.Number is { } left && number is { } right ? left == right : value.Text == text,
        Comparison.DifferentFrom => !IsMet(value, Comparison.EqualTo, text, number),
        Comparison.Above => !(Size(value) <= number),
        _ => !(Size(value) >= number),
    };

    // Of a list, how many items it has.
    private static double? Size(OptionValue value) => value.Number ?? value.Length;
}

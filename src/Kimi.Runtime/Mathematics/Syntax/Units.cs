using System.Collections.Frozen;
using System.Numerics;
using System.Text.RegularExpressions;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Units in one spelling, and how many of a base unit the known ones are.</summary>
internal static partial class Units
{
    // A unit: its spellings, what it measures, and how many of the base unit of that it is.
    private static readonly (string Names, string Measures, int Numerator, int Denominator)[] s_units =
    [
        ("m meter metre", "length", 1, 1), ("mm millimeter millimetre", "length", 1, 1_000), ("cm centimeter centimetre", "length", 1, 100),
        ("dm decimeter decimetre", "length", 1, 10), ("km kilometer kilometre", "length", 1_000, 1), ("inch in inche", "length", 254, 10_000),
        ("foot ft feet", "length", 3_048, 10_000), ("yard yd", "length", 9_144, 10_000), ("mile mi", "length", 1_609_344, 1_000),
        ("g gram gm", "mass", 1, 1), ("kg kilogram", "mass", 1_000, 1), ("mg milligram", "mass", 1, 1_000),
        ("second sec s", "time", 1, 1), ("minute min", "time", 60, 1), ("hour hr h", "time", 3_600, 1), ("day", "time", 86_400, 1),
        ("week", "time", 604_800, 1),
        ("dollar usd buck", "money", 1, 1), ("cent", "money", 1, 100),
        ("l liter litre", "volume", 1, 1), ("ml milliliter millilitre", "volume", 1, 1_000), ("degree deg", "angle", 1, 1), ("percent pct", "share", 1, 100),
    ];

    private static readonly FrozenDictionary<string, string> s_spelling = s_units
        .SelectMany(unit => unit.Names.Split(' ').Select(name => (name, unit.Names.Split(' ')[0])))
        .Append(("percentage", "percent"))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    private static readonly FrozenDictionary<string, (string Measures, int Numerator, int Denominator)> s_sizes =
        s_units.ToFrozenDictionary(unit => unit.Names.Split(' ')[0], unit => (unit.Measures, unit.Numerator, unit.Denominator));

    // Those that are no product of variables when they follow a number.
    private static readonly FrozenSet<string> s_names = s_spelling.Keys
        .Where(name => name.Length > 1 && name != "in")
        .SelectMany(name => new[] { name, name + "s" })
        .Except(["min", "gm", "mi", "ss"])
        .ToFrozenSet();

    /// <summary>Whether a word is a unit, wherever it stands after a value.</summary>
    /// <param name="word">The word.</param>
    public static bool IsName(string word) => s_names.Contains(word.ToLowerInvariant());

    /// <summary>A unit in the one spelling of all that mean the same.</summary>
    /// <param name="unit">The unit, as written.</param>
    public static string Canonical(string unit)
    {
        var text = Noise().Replace(unit.ToLowerInvariant(), " ").Trim();
        text = text.Replace("square ", "sq ", StringComparison.Ordinal).Replace("cubic ", "cu ", StringComparison.Ordinal)
            .Replace(" per ", "/", StringComparison.Ordinal)
            .Replace(" squared", "^2", StringComparison.Ordinal).Replace(" cubed", "^3", StringComparison.Ordinal);
        text = Letters().Replace(text, match => Spelling(match.Value));
        text = Scaled().Replace(text, match => match.Groups[2].Value + (match.Groups[1].Value == "sq" ? "^2" : "^3"));
        return Spaces().Replace(text, " ").Replace(" /", "/", StringComparison.Ordinal).Replace("/ ", "/", StringComparison.Ordinal)
            .Replace(" ^", "^", StringComparison.Ordinal).Trim();
    }

    /// <summary>How many of one unit another is: null where they do not measure the same, or are not known.</summary>
    /// <param name="unit">A unit, in its one spelling.</param>
    /// <param name="other">Another.</param>
    /// <param name="budget">Pays for it.</param>
    public static Fraction? Ratio(string unit, string other, Budget budget)
    {
        var ((name, power), (otherName, otherPower)) = (Powered(unit), Powered(other));
        if (power != otherPower || !s_sizes.TryGetValue(name, out var size) || !s_sizes.TryGetValue(otherName, out var otherSize)
            || size.Measures != otherSize.Measures)
        {
            return null;
        }

        var ratio = Fraction.Of((BigInteger)size.Numerator * otherSize.Denominator, (BigInteger)size.Denominator * otherSize.Numerator, budget);
        return ratio.Power(power, budget);
    }

    /// <summary>Whether a unit, in its one spelling, is one of those whose size is known.</summary>
    /// <param name="unit">The unit.</param>
    public static bool IsKnown(string unit) => s_sizes.ContainsKey(Powered(unit).Name);

    /// <summary>Whether two units share a word that says what is counted: apples, and red apples.</summary>
    /// <param name="unit">A unit, in its one spelling.</param>
    /// <param name="other">Another.</param>
    public static bool HaveCommonWord(string unit, string other) => Words(unit).Intersect(Words(other), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Words(string unit) => Letters().Matches(unit).Select(match => match.Value)
        .Where(word => word is not ("of" or "the" or "a" or "an" or "in" or "for" or "to" or "per" or "each"));

    private static (string Name, int Power) Powered(string unit) =>
        unit.EndsWith("^2", StringComparison.Ordinal) ? (unit[..^2], 2) : unit.EndsWith("^3", StringComparison.Ordinal) ? (unit[..^2], 3) : (unit, 1);

    private static string Spelling(string word) =>
        s_spelling.TryGetValue(word, out var name) ? name
        : word.EndsWith('s') && s_spelling.TryGetValue(word[..^1], out var single) ? single
        : word.Length > 3 && word.EndsWith('s') ? word[..^1]
        : word;

    [GeneratedRegex(@"[{}.,;~\\*]+")]
    private static partial Regex Noise();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b(sq|cu)\s+([a-z]+)")]
    private static partial Regex Scaled();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

using System.Globalization;

namespace Kimi.Shared.Declarations;

/// <summary>Reads what an attribute on an option's property demands of values.</summary>
internal static class ConstraintReader
{
    /// <summary>The constraint, or null when the attribute is not a known one.</summary>
    public static OptionConstraint? Read(DeclaredAttribute attribute)
    {
        var arguments = attribute.Arguments;
        return attribute.Name switch
        {
            "Range" when arguments.Count >= 2
                && Number(arguments[arguments.Count - 2]) is { } minimum
                && Number(arguments[arguments.Count - 1]) is { } maximum =>
                new RangeConstraint(minimum, maximum, attribute.Flag("MinimumIsExclusive", false), attribute.Flag("MaximumIsExclusive", false)),
            "GroupSize" => new GroupSizeConstraint(),
            "Weight" when arguments.Count == 1 && Number(arguments[0]) is { } most => new WeightConstraint(most),
            "MinLength" when arguments.Count == 1 && Number(arguments[0]) is { } least => new LengthConstraint((int)least, int.MaxValue),
            "MaxLength" when arguments.Count == 1 && Number(arguments[0]) is { } most => new LengthConstraint(0, (int)most),
            "StringLength" when arguments.Count == 1 && Number(arguments[0]) is { } most =>
                new LengthConstraint((int)attribute.Number("MinimumLength"), (int)most),
            "Length" when arguments.Count == 2 && Number(arguments[0]) is { } least && Number(arguments[1]) is { } most =>
                new LengthConstraint((int)least, (int)most),
            "AllowedValues" or "DeniedValues" when arguments.Count == 1 && arguments[0] is IReadOnlyList<string> texts =>
                new ValuesConstraint(texts, attribute.Name == "AllowedValues"),
            "RegularExpression" when arguments.Count == 1 && arguments[0] is string pattern => new PatternConstraint(pattern),
            "DistinctCharacters" => new DistinctCharactersConstraint(),
            "LinearPattern" => new LinearPatternConstraint(),
            "Required" => new RequiredConstraint(attribute.Flag("AllowEmptyStrings", false)),
            "Url" => new UrlConstraint(),
            "EmailAddress" => new EmailConstraint(),
            "EnumDataType" when arguments.Count == 1 && arguments[0] is IReadOnlyList<string> names => new MemberConstraint(names),
            "Placeholders" when arguments.Count == 1 => new PlaceholdersConstraint(attribute.List(0), attribute.Texts("Optional")),
            "NotContaining" when arguments.Count == 1 =>
                new NotContainingConstraint(
                    attribute.List(0), attribute.Flag("AtEnd", false), attribute.Flag("AtStart", false), attribute.Text("Because")),
            "NoEmptyItems" => new NoEmptyItemsConstraint(),
            "ItemsWithin" when arguments.Count == 2 && Number(arguments[0]) is { } least && Number(arguments[1]) is { } most =>
                new ItemsWithinConstraint(least, most),
            _ => null,
        };
    }

    // [Range(typeof(long), "1", "10")] gives its bounds as text.
    private static double? Number(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        IConvertible number and not bool and not char => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };
}

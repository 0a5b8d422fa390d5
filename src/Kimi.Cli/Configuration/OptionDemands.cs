using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Validation;

namespace Kimi.Cli.Configuration;

/// <summary>Checks an option's value by what its property demands, in the compiler's words; a team's own kinds of demand have their own words.</summary>
internal static class OptionDemands
{
    private static readonly Type[] _known =
    [
        typeof(RangeAttribute), typeof(MinLengthAttribute), typeof(MaxLengthAttribute), typeof(StringLengthAttribute), typeof(LengthAttribute),
        typeof(AllowedValuesAttribute),
        typeof(DeniedValuesAttribute), typeof(RegularExpressionAttribute), typeof(Dsl.GroupSizeAttribute), typeof(Dsl.WeightAttribute),
        typeof(RequiredAttribute), typeof(UrlAttribute), typeof(EmailAddressAttribute),
    ];

    /// <summary>An id and a sentence for every demand that a value does not meet.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value in force.</param>
    public static IEnumerable<(string Id, string Sentence)> Broken(PropertyInfo option, object? value)
    {
        var known = OptionRules.Check(OptionDeclarations.Of(option), OptionDeclarations.Value(value, isGiven: true, mark: 0)).ToList();
        var own = option.GetCustomAttributes<ValidationAttribute>(inherit: true)
            .Where(rule => !(IsKnown(rule.GetType()) || (rule is EnumDataTypeAttribute && value is string && known.Count > 0)) && !rule.IsValid(value))
            .Select(rule => (
                Ids.OptionValue,
                OptionSentences.Denied(option.Name, OptionValues.Text(value), rule.FormatErrorMessage(option.Name).TrimEnd('.'))));
        return known.Concat(own).Distinct();
    }

    // One that a team derives, for bounds of its own, judges as its base does unless it says otherwise.
    private static bool IsKnown(Type rule) => _known.Contains(rule) || DerivedConstraints.Base(rule) is { } known && _known.Contains(known);
}

using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kimi.Shared;

namespace Kimi.Runtime.Hosting;

/// <summary>Checks option values by the attributes of <c>System.ComponentModel.DataAnnotations</c> on their properties.</summary>
internal static class OptionRules
{
    /// <summary>A sentence for every rule that a value breaks.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value in force.</param>
    public static IEnumerable<string> Broken(PropertyInfo option, object? value) =>
        from rule in option.GetCustomAttributes<ValidationAttribute>(inherit: true)
        where !rule.IsValid(value)
        select Sentence(rule, option.Name, value);

    private static string Sentence(ValidationAttribute rule, string option, object? value)
    {
        var text = OptionValues.Text(value);
        return rule switch
        {
            RangeAttribute range => OptionSentences.OutOfRange(
                option, text, OptionValues.Text(range.Minimum), OptionValues.Text(range.Maximum), range.MinimumIsExclusive, range.MaximumIsExclusive),
            MinLengthAttribute minimum => OptionSentences.TooShort(option, text, minimum.Length),
            AllowedValuesAttribute allowed => OptionSentences.NotAllowed(option, text, List(allowed.Values)),
            RegularExpressionAttribute pattern => $"{option} is {text}, which does not match {pattern.Pattern}: write it in that form",
            _ => $"{option} is {text}, which it does not allow: {rule.FormatErrorMessage(option).TrimEnd('.')}",
        };
    }

    private static string List(object?[] values) =>
        values.Length == 1
            ? OptionValues.Text(values[0])
            : $"{string.Join(", ", values[..^1].Select(OptionValues.Text))} and {OptionValues.Text(values[^1])}";
}

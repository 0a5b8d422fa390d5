using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Shared;

namespace Kimi.Generators.Validation;

/// <summary>Whether option values are ones that the option allows: KIMI5001.</summary>
internal static class OptionRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Problem> Check(RecipeModel recipe) =>
        from stage in recipe.Stages
        from attribute in stage.Attributes.Cast<AttributeModel>().Concat(stage.Components)
        from option in attribute.Options
        from constraint in option.Constraints
        let sentence = Sentence(option, constraint)
        where sentence is not null
        select new Problem(DiagnosticIds.OptionValue, option.Mark, sentence);

    private static string? Sentence(OptionModel option, OptionConstraint constraint) => constraint switch
    {
        RangeConstraint range when option.Number is { } number && !IsWithin(number, range) => OptionSentences.OutOfRange(
            option.Name, option.Text, Constants.Text(range.Minimum), Constants.Text(range.Maximum), range.MinimumIsExclusive, range.MaximumIsExclusive),
        MinLengthConstraint minimum when option.Length < minimum.Length => OptionSentences.TooShort(option.Name, option.Text, minimum.Length),
        AllowedValuesConstraint allowed when !allowed.Literals.Contains(option.Literal) =>
            OptionSentences.NotAllowed(option.Name, option.Text, Words.List(allowed.Texts, "and")),
        _ => null,
    };

    // Written so that NaN is within no range.
    private static bool IsWithin(double number, RangeConstraint range) =>
        (range.MinimumIsExclusive ? number > range.Minimum : number >= range.Minimum)
        && (range.MaximumIsExclusive ? number < range.Maximum : number <= range.Maximum);
}

using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy whose context a stage raised is measured beyond the one that it had: KIMI6011.</summary>
internal static class MeasuredLengthRule
{
    /// <summary>Finds what is wrong. Where anything else judges the policy, what is measured may well be that nothing was lost.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        foreach (var raised in recipe.Stages)
        {
            if (raised.Part.Declaration.Establishes(Fact.ContextLength)?.Flag("Raises", otherwise: false) == true && raised.Policies.Count == 1
                && facts.ContextLength[raised.Policies[0].Source] is { HasValue: true, Value: { } before }
                && facts.ContextLength[raised] is { HasValue: true, Value: { } after } && before.Number < after.Number
                && Measured(recipe, raised, before) is (var stage, var option, var value))
            {
                yield return new(
                    Ids.JudgedOtherwise,
                    value.IsGiven ? value.Mark : stage.Part.Mark,
                    $"{option} of stage '{stage.Name}' is {value.Text}, within the context of {Text(before.Number)} that there was before stage "
                    + $"'{raised.Name}' raised it to {Text(after.Number)}, so nothing measures what that was for: raise {option} to as many")
                {
                    Overridden = before.Value.Mark,
                    Causes = [value.Mark, before.Value.Mark, after.Value.Mark],
                };
            }
        }
    }

    // The stage that measures it within what there was before; null where none does, or another judges it, or may.
    private static (CheckedStage Stage, string Option, OptionValue Value)? Measured(CheckedRecipe recipe, CheckedStage raised, Established before)
    {
        (CheckedStage Stage, string Option, OptionValue Value)? found = null;
        foreach (var stage in recipe.Stages)
        {
            if (stage == raised || !stage.Inputs.Any(input => input.Source.Output.IsModel && ComesOf(input.Source, raised)))
                continue;
            if (Length(stage) is not { } option)
            {
                if (stage.IsTransform || !stage.Part.IsOfLanguage || !PolicyRules.IsTraining(stage))
                    return null;
                continue;
            }

            if (stage.Part[option] is not { Number: { } length } value || length > before.Number)
                return null;
            found ??= (stage, option, value);
        }

        return found;
    }

    private static string? Length(CheckedStage stage) => stage.Part.Declaration.OptionsWith("Requires")
        .FirstOrDefault(option => option.FindAll("Requires").Any(required => (Fact)Convert.ToInt32(required.Arguments[0], null) == Fact.ContextLength))?.Name;

    private static bool ComesOf(CheckedStage policy, CheckedStage raised) =>
        policy == raised || policy.Inputs.Any(input => input.Source.Output.IsModel && ComesOf(input.Source, raised));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

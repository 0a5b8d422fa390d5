using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// Whether options are set to the value they have anyway: KIMI5003, or KIMI5006 where they have no effect. For attributes only, and not for
/// constants from elsewhere: a file may well repeat it for its reader's sake, and a constant may change.
/// </summary>
internal static class DefaultRule
{
    /// <summary>Finds values that are set for nothing.</summary>
    /// <param name="model">The stage as it is written.</param>
    /// <param name="stage">The same with its values.</param>
    public static IEnumerable<Finding> Check(StageModel model, CheckedStage stage)
    {
        foreach (var attribute in model.Attributes)
        {
            foreach (var found in Check(attribute, stage, ReferenceEquals(attribute, model.Attribute) ? stage.Part : null))
                yield return found;
        }

        for (var place = 0; place < model.Components.Count; place++)
        {
            foreach (var found in Check(model.Components[place], stage, stage.Components[place]))
                yield return found;
        }
    }

    private static IEnumerable<Finding> Check(AttributeModel model, CheckedStage stage, CheckedPart? part)
    {
        foreach (var option in model.Options)
        {
            if (!option.IsWritten || (option.Otherwise ?? model.Class!.Declaration.Option(option.Name)?.Default?.Text) != option.Text)
                continue;
            var why = option.Otherwise is null ? "by default" : "by an attribute of the class";
            yield return (option.Otherwise is null && part is not null ? InertRule.OfDefault(stage, part, option.Name) : null)
                ?? new(Ids.EqualToDefault, option.Mark, $"{option.Name} of [{model.Label}] is {option.Text} {why}: leave it out");
        }
    }
}

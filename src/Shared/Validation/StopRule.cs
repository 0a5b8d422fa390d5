using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a response can get as far as its answer, or have its form, before a text ends it: KIMI4013.</summary>
internal static class StopRule
{
    /// <summary>Finds what is wrong. The text that ends a response is no part of it.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) => Answers(recipe).Concat(Forms(recipe));

    private static IEnumerable<Finding> Answers(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.OptionsWith("EndsResponses")
        where stage.Part[option.Name] is not null
        let ends = stage.Part[option.Name]
        from reward in stage.Components
        from form in reward.Declaration.OptionsWith("AnswerForm")
        where reward[form.Name] is { Texts.Count: 1 }
        let marker = reward[form.Name]
        let stop = ends.Texts.FirstOrDefault(text => text.Length > 0 && marker.Texts[0].Contains(text))
        where stop is not null
        select new Finding(
            Ids.StopsBeforeAnswer,
            ends.IsGiven ? ends.Mark : stage.Part.Mark,
            $"{option.Name} of stage '{stage.Name}' has \"{VisibleText.Line(stop)}\", which ends a response before its answer, "
            + $"since that follows {form.Name} {marker.Text} of [{reward.Label}]: leave \"{VisibleText.Line(stop)}\" out, or change {form.Name}")
        {
            Causes = [ends.Mark, marker.Mark],
        };

    private static IEnumerable<Finding> Forms(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.OptionsWith("EndsResponses")
        where stage.Part[option.Name] is not null
        let ends = stage.Part[option.Name]
        from reward in stage.Components
        from form in reward.Declaration.OptionsWith("LinearPattern")
        where reward[form.Name] is { Texts.Count: 1 }
        let pattern = reward[form.Name]
        let stop = ends.Texts.FirstOrDefault(text => text.Length > 0 && PatternLiterals.Runs(pattern.Texts[0]).Any(run => run.Contains(text)))
        where stop is not null
        select new Finding(
            Ids.StopsBeforeAnswer,
            pattern.IsGiven ? pattern.Mark : reward.Mark,
            $"{form.Name} of [{reward.Label}] on stage '{stage.Name}' asks for \"{VisibleText.Line(stop)}\", which ends a response by {option.Name} "
            + $"and is no part of it, so none ever has that form: leave \"{VisibleText.Line(stop)}\" out of one of the two")
        {
            Causes = [ends.Mark, pattern.Mark],
        };
}

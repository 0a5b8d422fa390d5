using System.Globalization;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether there are as many problems as a stage takes at a time: KIMI3006.</summary>
internal static class ProblemCountRule
{
    /// <summary>Finds what is wrong. A set that nobody counted is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.Options
        let relation = option.Find("WithinProblems")
        where relation is not null
        let value = stage.Part[option.Name]!
        where value is { Number: not null }
        let prompts = stage.Ingredients.Where(input => input.Source.Output.IsPromptSet).ToList()
        where prompts.Count == 1
        let known = facts.ProblemCount[prompts[0].Source]
        where known.HasValue && value.Number > known.Value!.Number && (value.IsGiven || known.Value!.Value.IsGiven)
        select new Finding(
            Ids.TooFewProblems,
            value.IsGiven ? value.Mark : stage.Part.Mark,
            $"{option.Name} of stage '{stage.Name}' is {value.Text}, and '{prompts[0].Name}' has at most "
            + $"{known.Value!.Number.ToString(CultureInfo.InvariantCulture)} problems, by {known.Value!.Option} of '{known.Value.Stage.Name}', "
            + $"so {relation.Text("Because", "all of them are used anyway")}: lower {option.Name}, or raise {known.Value.Option}")
        {
            Causes = [value.Mark, known.Value.Value.Mark],
        };
}

using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a verdict has the time that one test of a problem may take: KIMI5007.</summary>
internal static class TestTimeRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        from part in stage.Components
        from option in part.Declaration.OptionsWith("Requires")
        where option.FindAll("Requires").Any(requirement => (Fact)Convert.ToInt32(requirement.Arguments[0], null) == Fact.TestSeconds)
        let limit = part[option.Name]
        where limit is { Number: not null }
        from prompts in stage.PromptSets
        let known = facts.TestSeconds[prompts.Source]
        where known.HasValue && known.Value!.Number > limit.Number
        select new Finding(
            Ids.Bound,
            limit.IsGiven ? limit.Mark : part.Mark,
            $"{option.Name} of [{part.Label}] on stage '{stage.Name}' is {limit.Text}, and one test of '{prompts.Name}' may take "
            + $"{known.Value!.Number.ToString(CultureInfo.InvariantCulture)}, by {known.Value.Option} of '{known.Value.Stage.Name}', "
            + $"so a verdict's time is over before its first test: raise {option.Name}, or lower {known.Value.Option}")
        {
            Causes = [limit.Mark, known.Value.Value.Mark],
        };
}

using Kimi.Shared;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether options are set to the value they have anyway: KIMI5003. For attributes only: a file may well repeat it for its reader's sake.</summary>
internal static class DefaultRule
{
    /// <summary>Finds values that are set for nothing.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from entry in part.Values
        where entry.Value.IsGiven && part.Declaration.Option(entry.Name)?.Default is { } other && other.Text == entry.Value.Text
        select new Finding(Ids.EqualToDefault, entry.Value.Mark, $"{entry.Name} of [{part.Label}] is {entry.Value.Text} by default: leave it out");
}

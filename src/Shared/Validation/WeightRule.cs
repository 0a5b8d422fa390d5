using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every reward and penalty counts for something: KIMI4007.</summary>
internal static class WeightRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from option in part.Declaration.Options
        where option.Constraints.Any(constraint => constraint is WeightConstraint)
        let value = part[option.Name]
        where value is { Number: 0 }
        select new Finding(
            Ids.ZeroWeight, value.Mark, $"{option.Name} of [{part.Label}] is 0, so it counts for nothing: give it a weight above 0, or remove it")
        {
            Causes = [value.Mark],
        };
}

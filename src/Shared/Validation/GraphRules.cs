using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every stage serves a purpose: KIMI2005.</summary>
internal static class GraphRules
{
    /// <summary>Finds what is wrong: an output that nothing takes, unless it is an evaluation or what the recipe ends in.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where !stage.Output.IsMeasurement && !recipe.Ends.Contains(stage.Name)
            && !recipe.Stages.Any(other => other.Inputs.Any(input => input.Source == stage))
        select new Finding(
            Ids.UnusedOutput,
            stage.Mark,
            $"nothing takes what stage '{stage.Name}' makes: wire a stage to it, or remove it");
}

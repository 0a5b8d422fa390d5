using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every stage serves a purpose: KIMI2005.</summary>
internal static class GraphRules
{
    /// <summary>Finds what is wrong: an output that nothing takes, unless it is an evaluation or what the recipe ends in.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe)
    {
        var taken = new HashSet<CheckedStage>(recipe.Stages.SelectMany(stage => stage.Inputs).Select(input => input.Source));
        return from stage in recipe.Stages
               where !taken.Contains(stage) && !stage.Output.IsMeasurement && !recipe.Ends.Contains(stage.Name)
               select new Finding(
                   Ids.UnusedOutput,
                   stage.Mark,
                   $"nothing takes what stage '{stage.Name}' makes: wire a stage to it, or remove it");
    }
}

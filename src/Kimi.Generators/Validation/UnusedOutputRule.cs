using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether every stage's output is used, by the recipe or its variants, and whether a derived recipe changes anything.</summary>
internal static class UnusedOutputRule
{
    /// <summary>Finds what is wrong. A base recipe's stages serve the base recipe, whatever a derived one takes from them.</summary>
    public static IEnumerable<Finding> Check(AnalyzedRecipe recipe)
    {
        if (!recipe.IsConnected)
            return [];
        if (!recipe.Model.Stages.Any() && !recipe.Model.Is(RecipeTraits.HalfTyped) && recipe.Variants.Count == 0)
        {
            return
            [
                new(
                    DiagnosticIds.NoStages, 0,
                    $"recipe '{recipe.Model.Name}' has no stages, so a run of it does nothing: declare some, such as [Problems<…>]"),
            ];
        }
        return GraphRules.Check(recipe.Checked)
            .Where(problem => IsAdded(recipe.Model, problem.Mark) && !recipe.Variants.Any(variant => IsTaken(variant.Model, NameOf(recipe, problem))))
            .Concat(recipe.Base is { IsConnected: true } parent ? DerivationRules.Check(recipe, parent) : []);
    }

    private static bool IsAdded(RecipeModel recipe, int mark) =>
        recipe.Stages.Any(stage => stage.Mark == mark && stage.DeclaringType == recipe.Type && !stage.Is(StageTraits.Override));

    private static string NameOf(AnalyzedRecipe recipe, Finding problem) => recipe.Model.Stages.First(stage => stage.Mark == problem.Mark).Name;

    // What a base offers to its variants is no orphan.
    private static bool IsTaken(RecipeModel variant, string stage) =>
        variant.Stages.Any(other => Wiring.Sources(variant, other).Any(source => source.Name == stage));
}

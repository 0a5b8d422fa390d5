using Kimi.Generators.Model;

namespace Kimi.Generators.Validation;

/// <summary>All that can be wrong with one recipe: pure functions of its model.</summary>
internal static class RecipeRules
{
    private static readonly Func<RecipeModel, IEnumerable<Problem>>[] _rules =
        [ShapeRules.Check, StageRules.Check, ComponentRules.Check, WiringRules.Check, CycleRule.Check, OptionRules.Check];

    /// <summary>Finds what is wrong with a recipe. A recipe with a problem has no graph.</summary>
    public static IEnumerable<Problem> Check(RecipeModel recipe) => _rules.SelectMany(rule => Apply(rule, recipe));

    /// <summary>Applies one rule; of a recipe that does not compile the compiler has the first word.</summary>
    public static IEnumerable<Problem> Apply(Func<RecipeModel, IEnumerable<Problem>> rule, RecipeModel recipe) =>
        recipe.Is(RecipeTraits.HasCompilerErrors) ? [] : rule(recipe);
}

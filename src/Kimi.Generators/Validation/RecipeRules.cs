using Kimi.Generators.Model;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>
/// What must be right for generated code to compile: pure functions of the model. Everything else that can be wrong is reported by analyzers alone.
/// </summary>
internal static class RecipeRules
{
    private static readonly Func<RecipeModel, IEnumerable<Finding>>[] _rules =
        [ShapeRules.Check, StageRules.Check, ComponentRules.Check, WiringRules.Check, CycleRule.Check];

    /// <summary>Finds what is wrong with a recipe. A recipe with a problem has no graph.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe) =>
        recipe.Is(RecipeTraits.HasCompilerErrors) ? [] : _rules.SelectMany(rule => rule(recipe));
}

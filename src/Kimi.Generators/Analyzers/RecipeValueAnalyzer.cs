using Kimi.Generators.Validation;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies one family of the rules that the runtime has too, to the values of attributes.</summary>
public abstract class RecipeValueAnalyzer : RecipeAnalyzer
{
    private protected RecipeValueAnalyzer(Func<CheckedRecipe, IEnumerable<Finding>> rule, params DiagnosticDescriptor[] descriptors)
        : base((LocatedRecipe recipe) => rule(recipe.Checked), descriptors)
    {
    }
}

using Kimi.Generators.Validation;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies one family of the rules for what flows along the graph, which must be complete for that.</summary>
public abstract class RecipeFlowAnalyzer : RecipeAnalyzer
{
    private protected RecipeFlowAnalyzer(Func<CheckedRecipe, RecipeFacts, IEnumerable<Finding>> rule, params DiagnosticDescriptor[] descriptors)
        : base((LocatedRecipe recipe) => recipe.IsConnected ? rule(recipe.Checked, recipe.Facts) : [], descriptors)
    {
    }
}

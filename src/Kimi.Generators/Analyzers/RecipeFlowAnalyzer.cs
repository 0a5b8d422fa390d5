using Kimi.Generators.Validation;
using Kimi.Shared.Validation;
using Kimi.Shared.Validation.Facts;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies one family of the rules of what flows along the graph, which must be whole for that.</summary>
public abstract class RecipeFlowAnalyzer : RecipeAnalyzer
{
    private protected RecipeFlowAnalyzer(Func<CheckedRecipe, RecipeFacts, IEnumerable<Problem>> rule, params DiagnosticDescriptor[] descriptors)
        : base((AnalyzedRecipe recipe) => recipe.IsConnected ? rule(recipe.Checked, new()) : [], descriptors)
    {
    }
}

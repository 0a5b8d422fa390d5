using Kimi.Generators.Model;
using Kimi.Generators.Validation;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports stages whose output nothing takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedOutputAnalyzer() : RecipeAnalyzer(Check, UnusedOutput)
{
    // A base recipe's stages serve the base recipe, whatever a derived one takes from them.
    private static IEnumerable<Finding> Check(AnalyzedRecipe recipe)
    {
        if (!recipe.IsConnected)
            return [];
        var added = recipe.Model.Stages.Where(s => s.DeclaringType == recipe.Model.Type && !s.Is(StageTraits.Override)).Select(s => s.Mark).ToList();
        return GraphRules.Check(recipe.Checked).Where(problem => added.Contains(problem.Mark));
    }
}

using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports classes that derive from a recipe, have stages, and are none themselves, unless another class derives from them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedVariantAnalyzer() : AssemblyAnalyzer<(INamedTypeSymbol Type, INamedTypeSymbol Recipe)>(Descriptors.UnnamedVariant)
{
    private protected override (INamedTypeSymbol Type, INamedTypeSymbol Recipe)? Collect(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.BaseType.SelfAndBases().FirstOrDefault(parent => parent.FindRecipeAttribute() is not null) is { } recipe ? (type, recipe) : null;

    private protected override void Report(
        CompilationAnalysisContext context, IReadOnlyCollection<(INamedTypeSymbol Type, INamedTypeSymbol Recipe)> collected)
    {
        var bases = new HashSet<ISymbol>(collected.SelectMany(derived => derived.Type.BaseType.SelfAndBases()), SymbolEqualityComparer.Default);
        foreach (var (type, recipe) in collected.Where(derived => !bases.Contains(derived.Type) && IsUnnamed(derived.Type)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnnamedVariant,
                type.Locations[0],
                $"'{type.Name}' derives from recipe '{recipe.Name}' and has stages, but is no recipe, so nothing runs them: "
                + "give it a [Recipe(\"…\")] of its own"));
        }
    }

    private static bool IsUnnamed(INamedTypeSymbol type) =>
        type.FindRecipeAttribute() is null && type.GetMembers().OfType<IMethodSymbol>().Any(StageParser.LooksLikeStage);
}

using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports classes that derive from a recipe, have stages, and are none themselves, unless another class derives from them.</summary>
internal sealed class UnnamedVariantRule() : AssemblyRule(Descriptors.UnnamedVariant)
{
    /// <inheritdoc/>
    public override bool Concerns(INamedTypeSymbol type) => RecipeOf(type) is not null;

    /// <inheritdoc/>
    public override void Report(CompilationAnalysisContext context, IReadOnlyList<INamedTypeSymbol> types)
    {
        var bases = new HashSet<ISymbol>(types.SelectMany(type => type.BaseType.SelfAndBases()), SymbolEqualityComparer.Default);
        foreach (var type in types.Where(type => !bases.Contains(type) && IsUnnamed(type)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnnamedVariant,
                type.Locations[0],
                $"'{type.Name}' derives from recipe '{RecipeOf(type)!.Name}' and has stages, but is no recipe, so nothing runs them: "
                + "give it a [Recipe(\"…\")] of its own"));
        }
    }

    private static INamedTypeSymbol? RecipeOf(INamedTypeSymbol type) =>
        type.BaseType.SelfAndBases().FirstOrDefault(parent => parent.FindRecipeAttribute() is not null);

    private static bool IsUnnamed(INamedTypeSymbol type) =>
        type.FindRecipeAttribute() is null && type.GetMembers().OfType<IMethodSymbol>().Any(StageParser.LooksLikeStage);
}

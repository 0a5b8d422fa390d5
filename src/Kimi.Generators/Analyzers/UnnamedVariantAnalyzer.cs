using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>
/// Reports classes that derive from a recipe, have stages, and are none themselves, unless another class derives from them. It needs the whole assembly, so
/// it reports when all classes are known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedVariantAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnnamedVariant];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is null)
                return;
            var variants = new ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol>(SymbolEqualityComparer.Default);
            var bases = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, variants, bases), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, variants, bases));
        });
    }

    private static void Collect(
        INamedTypeSymbol type, ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol> variants, ConcurrentDictionary<INamedTypeSymbol, bool> bases)
    {
        if (type.BaseType.SelfAndBases().FirstOrDefault(parent => parent.FindRecipeAttribute() is not null) is not { } recipe)
            return;
        foreach (var parent in type.BaseType.SelfAndBases())
            bases[parent] = true;
        if (type.FindRecipeAttribute() is null && type.GetMembers().OfType<IMethodSymbol>().Any(StageParser.LooksLikeStage))
            variants[type] = recipe;
    }

    private static void Report(
        CompilationAnalysisContext context, ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol> variants,
        ConcurrentDictionary<INamedTypeSymbol, bool> bases)
    {
        foreach (var variant in variants.Where(variant => !bases.ContainsKey(variant.Key)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnnamedVariant,
                variant.Key.Locations[0],
                $"'{variant.Key.Name}' derives from recipe '{variant.Value.Name}' and has stages, but is no recipe, so nothing runs them: "
                + "give it a [Recipe(\"…\")] of its own"));
        }
    }
}

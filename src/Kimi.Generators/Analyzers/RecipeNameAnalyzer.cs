using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports recipes that share a name, each at its place. It needs the whole assembly, so it reports when all recipes are known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.DuplicateRecipeName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is null)
                return;
            var recipes = new ConcurrentBag<(string Name, string Type, Location Location)>();
            start.RegisterSymbolAction(c => Collect((INamedTypeSymbol)c.Symbol, recipes, c.CancellationToken), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, recipes));
        });
    }

    private static void Collect(
        INamedTypeSymbol type, ConcurrentBag<(string Name, string Type, Location Location)> recipes, CancellationToken cancellationToken)
    {
        if (type.FindRecipeAttribute() is not { ConstructorArguments.Length: 1 } attribute)
            return;
        var argument = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        if (argument is not null && attribute.ConstructorArguments[0].Value is string { Length: > 0 } name)
            recipes.Add((name, type.ToRef().Name, argument.GetLocation()));
    }

    // Ignoring case: the name is also that of a folder.
    private static void Report(CompilationAnalysisContext context, ConcurrentBag<(string Name, string Type, Location Location)> recipes)
    {
        foreach (var same in recipes.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            foreach (var (name, type, location) in same)
            {
                var others = same.Where(r => r.Location != location).Select(r => $"'{r.Type}'").OrderBy(t => t, StringComparer.Ordinal).ToList();
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.DuplicateRecipeName,
                    location,
                    $"recipe '{type}' has the name '{name}', as has {Words.List(others, "and")}: give each a name of its own"));
            }
        }
    }
}

using System.Collections.Immutable;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Generators.Validation;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies one family of rules to every recipe, live in the editor and in the build.</summary>
public abstract class RecipeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property under which a diagnostic carries what to write instead.</summary>
    internal const string Suggestion = "Suggestion";

    private readonly Func<AnalyzedRecipe, IEnumerable<Finding>> _rule;

    private protected RecipeAnalyzer(Func<RecipeModel, IEnumerable<Finding>> rule, params DiagnosticDescriptor[] descriptors)
        : this((LocatedRecipe recipe) => rule(recipe.Model), descriptors)
    {
    }

    // What a rule finds in a recipe alone is kept with it.
    private protected RecipeAnalyzer(Func<LocatedRecipe, IEnumerable<Finding>> rule, params DiagnosticDescriptor[] descriptors)
    {
        _rule = recipe => recipe.Located.Find(GetType(), rule);
        SupportedDiagnostics = [.. descriptors];
    }

    private protected RecipeAnalyzer(Func<AnalyzedRecipe, IEnumerable<Finding>> rule, params DiagnosticDescriptor[] descriptors)
    {
        _rule = rule;
        SupportedDiagnostics = [.. descriptors];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // A project that does not use the language costs nothing.
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || type.FindRecipeAttribute() is null)
            return;
        foreach (var (problem, location) in Inspection.Inspect(type, context.Compilation, Rule, context.CancellationToken))
        {
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (problem.Suggestion is { } suggestion)
                properties = properties.Add(Suggestion, suggestion);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById[problem.Id], location, properties, problem.Sentence));
        }

        IEnumerable<Finding> Rule(AnalyzedRecipe recipe) => _rule(recipe.Knowing(context.Options, context.CancellationToken));
    }
}

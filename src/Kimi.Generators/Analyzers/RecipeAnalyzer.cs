using System.Collections.Immutable;
using Kimi.Generators.Code;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Generators.Validation;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies all rules for recipes to each of them, live in the editor and in the build.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property under which a diagnostic carries what to write instead.</summary>
    internal const string Suggestion = "Suggestion";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RecipeChecks.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // A project that does not use the language costs nothing.
            if (start.Compilation.UsesLanguage())
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || type.FindRecipeAttribute() is null)
            return;
        foreach (var (problem, location) in Inspection.Inspect(type, context.Compilation, Rules, context.CancellationToken))
        {
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (problem.Suggestion is { } suggestion)
                properties = properties.Add(Suggestion, suggestion);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById[problem.Id], location, properties, problem.Sentence));
        }

        var analyzed = AnalyzedRecipe.Of(type, context.Compilation, context.CancellationToken);
        foreach (var (id, place, sentence) in RecipeCodeRule.Check(type, analyzed.Located, IsRaised, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById[id], place, sentence));

        // More than the recipe's own attributes allow.
        bool IsRaised(string component, string option) => analyzed.Base is not null || analyzed.Variants.Count > 0 || IsMentioned(option)
            || NamedTypes.Recipes(component, context.Compilation).Count() > 1;

        bool IsMentioned(string option) => context.Options.AdditionalFiles.Any(file =>
            file.GetText(context.CancellationToken)?.ToString().IndexOf(option, StringComparison.OrdinalIgnoreCase) >= 0);

        IEnumerable<Finding> Rules(AnalyzedRecipe recipe)
        {
            var known = recipe.Knowing(context.Options, context.CancellationToken);
            return known.Located.Findings.Concat(RecipeChecks.Beside(known)).Concat(ServerCommandRule.Check(known, IsMentioned));
        }
    }
}

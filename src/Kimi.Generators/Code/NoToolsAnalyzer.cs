using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Code;

/// <summary>Reports <c>[Tools&lt;T&gt;]</c> with a class that has no tool.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoToolsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoTools];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterSymbolAction(Check, SymbolKind.Method);
        });
    }

    private static void Check(SymbolAnalysisContext context)
    {
        foreach (var use in context.Symbol.GetAttributes())
        {
            var attribute = use.AttributeClass.SelfAndBases().FirstOrDefault(type => type.IsGenericType && type.IsDsl("ToolsAttribute", type.Arity));
            if (attribute?.TypeArguments[0] is not INamedTypeSymbol tools
                || use.ApplicationSyntaxReference is not { } syntax || tools.SelfAndBases().SelectMany(type => type.GetMembers()).Any(IsTool))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.NoTools,
                syntax.GetSyntax(context.CancellationToken).GetLocation(),
                $"[{tools.Name}] on stage {context.Symbol.Name} gives the policy the tools of {tools.Name}, which has none: "
                + "mark its public methods with [Description(\"…\")]"));
        }
    }

    private static bool IsTool(ISymbol member) => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method
        && method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "DescriptionAttribute" });
}

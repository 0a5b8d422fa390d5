using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>
/// Applies the rules that need the whole assembly: it collects the classes that they concern, and reports when all are known. It is one analyzer, since each
/// of its own costs a part of every keystroke.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssemblyAnalyzer : DiagnosticAnalyzer
{
    private static readonly AssemblyRule[] _rules = [new ProblemRecordRule(), new RecipeNameRule(), new UnnamedVariantRule()];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. _rules.Select(rule => rule.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.UsesLanguage())
                return;
            var collected = new ConcurrentBag<(AssemblyRule Rule, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    var type = (INamedTypeSymbol)symbol.Symbol;
                    foreach (var rule in _rules)
                    {
                        if (rule.Concerns(type))
                            collected.Add((rule, type));
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var concerned in collected.GroupBy(each => each.Rule, each => each.Type))
                    concerned.Key.Report(end, [.. concerned]);
            });
        });
    }
}

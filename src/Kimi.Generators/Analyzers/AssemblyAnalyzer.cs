using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Applies a rule that needs the whole assembly: it collects something of each class, and reports when all are known.</summary>
/// <typeparam name="T">What it collects.</typeparam>
public abstract class AssemblyAnalyzer<T> : DiagnosticAnalyzer
    where T : struct
{
    private protected AssemblyAnalyzer(DiagnosticDescriptor descriptor) => SupportedDiagnostics = [descriptor];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.UsesLanguage())
                return;
            var collected = new ConcurrentBag<T>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (Collect((INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken) is { } found)
                        collected.Add(found);
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                if (collected.Count > 0)
                    Report(end, collected);
            });
        });
    }

    /// <summary>What counts of a class; null for nothing.</summary>
    private protected abstract T? Collect(INamedTypeSymbol type, CancellationToken cancellationToken);

    /// <summary>Reports what is wrong.</summary>
    private protected abstract void Report(CompilationAnalysisContext context, IReadOnlyCollection<T> collected);
}

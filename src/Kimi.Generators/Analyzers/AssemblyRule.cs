using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>A rule that needs the whole assembly.</summary>
internal abstract class AssemblyRule(DiagnosticDescriptor descriptor)
{
    /// <summary>What it reports.</summary>
    public DiagnosticDescriptor Descriptor => descriptor;

    /// <summary>Whether it is about a class.</summary>
    public abstract bool Concerns(INamedTypeSymbol type);

    /// <summary>Reports what is wrong.</summary>
    /// <param name="context">Where.</param>
    /// <param name="types">All classes of the assembly that it is about, at least one.</param>
    public abstract void Report(CompilationAnalysisContext context, IReadOnlyList<INamedTypeSymbol> types);
}

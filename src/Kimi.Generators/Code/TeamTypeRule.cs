using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>A rule for the classes of a team's own code, and for where stages name them.</summary>
internal abstract class TeamTypeRule(DiagnosticDescriptor descriptor)
{
    /// <summary>What it reports.</summary>
    public DiagnosticDescriptor Descriptor => descriptor;

    /// <summary>Finds what is wrong with a class.</summary>
    public virtual IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) => [];

    /// <summary>Finds what is wrong with an attribute on a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="use">The attribute.</param>
    /// <param name="place">Where the attribute stands.</param>
    /// <param name="compilation">All there is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken) => [];
}

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>The nodes of a class's source, in the order in which they stand. Many rules go through them, so each class is walked once.</summary>
internal static class SourceNodes
{
    // Held weakly: what was read from a file is dropped with it.
    private static readonly ConditionalWeakTable<SyntaxNode, IReadOnlyList<SyntaxNode>> _below = new();

    /// <summary>Those of all parts of a class; none for a class without source.</summary>
    public static IReadOnlyList<SyntaxNode> Of(INamedTypeSymbol type, CancellationToken cancellationToken) => type.DeclaringSyntaxReferences switch
    {
        { Length: 1 } only => Below(only[0].GetSyntax(cancellationToken)),
        var parts => [.. parts.SelectMany(part => Below(part.GetSyntax(cancellationToken)))],
    };

    private static IReadOnlyList<SyntaxNode> Below(SyntaxNode declaration) => _below.GetValue(declaration, static node => [.. node.DescendantNodes()]);
}

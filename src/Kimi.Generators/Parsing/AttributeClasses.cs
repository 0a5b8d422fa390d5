using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Reads what attribute classes declare of themselves and their options, each once in a compilation.</summary>
internal sealed class AttributeClasses
{
    // Held weakly: what is known of a compilation goes with it.
    private static readonly ConditionalWeakTable<Compilation, AttributeClasses> _all = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, AttributeClass> _classes = new(SymbolEqualityComparer.Default);

    /// <summary>Those of a compilation.</summary>
    public static AttributeClasses Of(Compilation compilation) => _all.GetValue(compilation, _ => new());

    /// <summary>What a class declares.</summary>
    public AttributeClass this[INamedTypeSymbol type] => _classes.GetOrAdd(type, static t => DeclarationReader.Read(new SymbolType(t)));
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Reads what attribute classes declare about themselves and their options, once per class and compilation.</summary>
internal sealed class AttributeClasses
{
    // Held weakly: what is known about a compilation is dropped with it.
    private static readonly ConditionalWeakTable<Compilation, AttributeClasses> _all = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, AttributeClass> _classes = new(SymbolEqualityComparer.Default);

    /// <summary>Those of a compilation.</summary>
    public static AttributeClasses Of(Compilation compilation) => _all.GetValue(compilation, _ => new());

    /// <summary>What a class declares.</summary>
    public AttributeClass this[INamedTypeSymbol type] => _classes.GetOrAdd(type, static t => DeclarationReader.Read(new SymbolType(t)));
}

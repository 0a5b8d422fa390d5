using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Reads what attribute classes declare about themselves and their options: once per class and compilation, and once altogether for the classes of an
/// assembly, which no keystroke changes.
/// </summary>
internal sealed class AttributeClasses
{
    // Held weakly: what is known about a compilation or an assembly is dropped with it.
    private static readonly ConditionalWeakTable<Compilation, AttributeClasses> _all = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, AttributeClass>> _assemblies = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, AttributeClass> _classes = new(SymbolEqualityComparer.Default);

    /// <summary>Those of a compilation.</summary>
    public static AttributeClasses Of(Compilation compilation) => _all.GetValue(compilation, _ => new());

    /// <summary>What a class declares.</summary>
    public AttributeClass this[INamedTypeSymbol type] => _classes.GetOrAdd(type, static t =>
    {
        var definition = t.OriginalDefinition;
        if (!IsFixed(definition))
            return DeclarationReader.Read(new SymbolType(t));
        var known = _assemblies.GetOrCreateValue(t.ContainingAssembly)
            .GetOrAdd(t.MetadataName, _ => DeclarationReader.Read(new SymbolType(definition)));
        // A type argument may be a class of the project's.
        return t.IsGenericType ? DeclarationReader.Read(new SymbolType(t), known.Declaration) : known;
    });

    // The name alone is enough among top-level classes of the language.
    private static bool IsFixed(INamedTypeSymbol type) =>
        type.ContainingType is null && type.IsIn("Kimi", "Dsl") && !type.DeclaringSyntaxReferences.Any();
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
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
    public AttributeClass this[INamedTypeSymbol type] => _classes.GetOrAdd(type, Read);

    private static AttributeClass Read(INamedTypeSymbol type)
    {
        var attributes = type.SelfAndBases().SelectMany(t => t.GetAttributes()).ToList();
        return new(
            type.Arity == 0 ? AttributeParser.WithoutSuffix(type.Name) : type.TypeArguments[0].Name,
            [.. type.SelfAndBases().Select(DeclaredAttributes.Name)],
            new(attributes.Select(DeclaredAttributes.Read).OfType<DeclaredAttribute>(), [.. Options(type).Select(Read)]),
            ProblemTypes.Of(type, attributes));
    }

    // The most derived declaration of a name counts.
    private static IEnumerable<IPropertySymbol> Options(INamedTypeSymbol type) => type.SelfAndBases()
        .TakeWhile(t => t.SpecialType != SpecialType.System_Object && t.Name != nameof(Attribute))
        .SelectMany(t => t.GetMembers().OfType<IPropertySymbol>())
        .Where(p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
            && (p.IsOverride ? Root(p) : p).SetMethod is { DeclaredAccessibility: Accessibility.Public })
        .GroupBy(p => p.Name)
        .Select(g => g.First());

    private static IPropertySymbol Root(IPropertySymbol property) => property.OverriddenProperty is { } overridden ? Root(overridden) : property;

    private static OptionDeclaration Read(IPropertySymbol property)
    {
        var attributes = property.GetAttributes().ToList();
        // An override that says nothing of a kind inherits what it overrides says, as it does at run time.
        for (var overridden = property.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
            attributes.AddRange(overridden.GetAttributes().Where(a => !attributes.Any(o => SymbolEqualityComparer.Default.Equals(o.AttributeClass, a.AttributeClass))));
        var defaultValue = attributes.FirstOrDefault(a => a.AttributeClass is { Name: "DefaultValueAttribute" } c && c.IsIn("System", "ComponentModel"));
        return new(
            property.Name,
            OptionTypes.Of(property.Type),
            [.. attributes.Select(DeclaredAttributes.Read).OfType<DeclaredAttribute>()],
            defaultValue is { ConstructorArguments.Length: 1 } && !AttributeParser.IsBroken(defaultValue) ? Constants.Value(defaultValue.ConstructorArguments[0], isGiven: false, mark: 0) : null);
    }
}

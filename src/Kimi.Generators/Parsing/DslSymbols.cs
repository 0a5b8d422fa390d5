using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>The language's types, recognised by name: the generator references no other assembly of the project.</summary>
internal static class DslSymbols
{
    /// <summary>The metadata name of the attribute that makes a class a recipe.</summary>
    public const string RecipeAttribute = "Kimi.Dsl.RecipeAttribute";

    private const string Assembly = "Kimi.Dsl";

    private static readonly SymbolDisplayFormat _fullName = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat _name = SymbolDisplayFormat.MinimallyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Whether a project uses the language. To look for a type of it in all assemblies took a twentieth of what all rules take.</summary>
    public static bool UsesLanguage(this Compilation compilation) =>
        compilation.AssemblyName == Assembly || compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == Assembly);

    /// <summary>Whether a type is one of the language's, by name and number of type parameters.</summary>
    public static bool IsDsl(this ISymbol? type, string name, int arity = 0) =>
        type is INamedTypeSymbol named && named.Name == name && named.Arity == arity && named.IsIn("Kimi", "Dsl");

    /// <summary>Whether a type is in a namespace.</summary>
    public static bool IsIn(this INamedTypeSymbol type, params string[] names)
    {
        var space = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--, space = space.ContainingNamespace)
        {
            if (space is null || space.IsGlobalNamespace || space.Name != names[i])
                return false;
        }

        return space is { IsGlobalNamespace: true };
    }

    /// <summary>A type and its base classes, the type first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(this ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
            yield return current;
    }

    /// <summary>Whether a type is one of the language's classes or derives from it.</summary>
    public static bool DerivesFromDsl(this ITypeSymbol? type, string name) => type.SelfAndBases().Any(t => t.IsDsl(name));

    /// <summary>The <c>[Recipe]</c> attribute of a class, or null.</summary>
    public static AttributeData? FindRecipeAttribute(this INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsDsl("RecipeAttribute"));

    /// <summary>Whether a type is an artifact.</summary>
    public static bool IsArtifact(this ITypeSymbol type) => type.DerivesFromDsl("Artifact");

    /// <summary>The kind of component an attribute class is; null for any other class.</summary>
    public static ComponentKind? ComponentKind(this ITypeSymbol? type) =>
        type is INamedTypeSymbol named ? AttributeKind.Of(named).Component : null;

    /// <summary>A type's names.</summary>
    public static TypeRef ToRef(this ITypeSymbol type) => new(type.FullName(), type.ShortName());

    /// <summary>A type as generated code writes it.</summary>
    public static string FullName(this ITypeSymbol type) => IsPlain(type)
        ? $"global::{Prefix(type.ContainingNamespace)}{type.Name}{Arguments(type, FullName)}"
        : type.ToDisplayString(_fullName);

    private static string ShortName(this ITypeSymbol type) =>
        IsPlain(type) ? $"{type.Name}{Arguments(type, ShortName)}" : type.ToDisplayString(_name);

    private static string Arguments(ITypeSymbol type, Func<ITypeSymbol, string> name) =>
        type is INamedTypeSymbol { Arity: > 0 } generic ? $"<{string.Join(", ", generic.TypeArguments.Select(name))}>" : "";

    // Most types are classes in a namespace, whose names need no display: that took a third of the time of parsing.
    private static bool IsPlain(ITypeSymbol type) =>
        type is INamedTypeSymbol { ContainingType: null, SpecialType: SpecialType.None, TypeKind: TypeKind.Class, IsUnboundGenericType: false }
            and { NullableAnnotation: not NullableAnnotation.Annotated }
            and not IErrorTypeSymbol
        && IsPlain(type.Name) && IsPlain(type.ContainingNamespace);

    private static bool IsPlain(INamespaceSymbol space) => space.IsGlobalNamespace || (IsPlain(space.Name) && IsPlain(space.ContainingNamespace));

    private static bool IsPlain(string name) => Identifiers.Escape(name) == name;

    /// <summary>A namespace's name; empty for the global one.</summary>
    public static string FullName(this INamespaceSymbol? space) =>
        space is null or { IsGlobalNamespace: true }
            ? ""
            : space.ContainingNamespace is { IsGlobalNamespace: false } outer ? $"{outer.FullName()}.{space.Name}" : space.Name;

    private static string Prefix(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : $"{Prefix(space.ContainingNamespace)}{space.Name}.";

    /// <summary>All types that are needed to name a type: type arguments, the types it is nested in, itself.</summary>
    public static IEnumerable<INamedTypeSymbol> Parts(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.Parts(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.Parts(),
        INamedTypeSymbol named => (named.IsUnboundGenericType ? [] : named.TypeArguments.SelectMany(Parts))
            .Concat(named.ContainingType?.Parts() ?? [])
            .Append(named),
        _ => [],
    };

    /// <summary>Whether a public member may name a type.</summary>
    public static bool IsEffectivelyPublic(this ITypeSymbol type) => type.Parts().All(p => p.DeclaredAccessibility == Accessibility.Public);

    /// <summary>Whether a type is, or holds, one that does not compile.</summary>
    public static bool IsBroken(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.IsBroken(),
        // typeof(List<>) has a type argument that is not a type, and is fine.
        INamedTypeSymbol named => !named.IsUnboundGenericType && named.TypeArguments.Any(IsBroken),
        _ => false,
    };
}

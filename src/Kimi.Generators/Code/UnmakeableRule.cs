using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Finds components that nothing can make: abstract ones, and those whose constructor takes a number or a text that nobody can give.</summary>
internal sealed class UnmakeableRule() : TeamTypeRule(Descriptors.Unmakeable)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        type.IsAbstract || type.IsGenericType || !AttributeKind.Of(type).IsOfLanguage ? [] : Found(type, type.Locations[0]);

    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken) =>
        use.AttributeClass is { IsGenericType: true } attribute && AttributeKind.Of(attribute).IsOfLanguage ? Found(attribute, place) : [];

    private static IEnumerable<(Location Place, string Sentence)> Found(INamedTypeSymbol attribute, Location place) =>
        from parent in attribute.SelfAndBases()
        where parent.IsGenericType && parent.IsIn("Kimi", "Dsl")
        from component in parent.TypeArguments.OfType<INamedTypeSymbol>()
        where component.TypeKind == TypeKind.Class && TeamCode.RolesOf(component) != Roles.None
        let found = Fault(component, place)
        where found is not null
        select found.Value;

    private static (Location Place, string Sentence)? Fault(INamedTypeSymbol component, Location place)
    {
        if (component.IsAbstract)
        {
            return Derived(component) is { } meant
                ? (place, $"{component.Name} is abstract, so a run cannot make one: name a class that derives from it, such as {meant.Name}")
                : null;
        }

        var constructors = component.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        if (constructors.Count == 0)
            return (place, $"{component.Name} has no public constructor, so a run cannot make one: give it one");
        var plain = constructors.Select(constructor => constructor.Parameters.FirstOrDefault(IsPlain)).ToList();
        return plain.All(parameter => parameter is not null)
            ? (plain[0]!.Locations.FirstOrDefault(where => where.IsInSource) ?? place,
                $"the constructor of {component.Name} takes '{plain[0]!.Name}', "
                + $"{Words.A(plain[0]!.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))}, "
                + "which nobody can give it: make it an option of an attribute of its own, and take that")
            : null;
    }

    // Where none is near, one may stand behind it in dependency injection.
    private static INamedTypeSymbol? Derived(INamedTypeSymbol component) => component.ContainingNamespace.GetTypeMembers()
        .FirstOrDefault(type => !type.IsAbstract && type.BaseType.SelfAndBases().Any(parent => SymbolEqualityComparer.Default.Equals(parent, component)));

    // Dependency injection gives services, and no numbers or texts.
    private static bool IsPlain(IParameterSymbol parameter) => !parameter.HasExplicitDefaultValue
        && (parameter.Type.TypeKind == TypeKind.Enum || parameter.Type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean
            or SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_Double));
}

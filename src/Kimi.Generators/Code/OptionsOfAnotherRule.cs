using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Finds classes whose constructor takes the options of another attribute than the one that names them.</summary>
internal sealed class OptionsOfAnotherRule() : TeamTypeRule(Descriptors.OptionsOfAnother)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        type.IsAbstract || type.IsGenericType || !IsOptions(type)
            ? []
            : Wrong(type, compilation).Select(parameter =>
                (parameter.Locations.FirstOrDefault(place => place.IsInSource) ?? type.Locations[0], Sentence(type, parameter)));

    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken) =>
        // [Reward<T>] without an attribute class of one's own.
        use.AttributeClass is { IsGenericType: true } attribute && IsOptions(attribute)
            ? Wrong(attribute, compilation).Select(parameter => (place, Sentence(attribute, parameter)))
            : [];

    private static string Sentence(INamedTypeSymbol attribute, IParameterSymbol parameter) =>
        $"the constructor of {parameter.ContainingType.Name} takes {parameter.Type.Name}, but [{AttributeClass.WithoutSuffix(attribute.Name)}] "
        + $"creates it with {attribute.Name}: take that";

    private static bool IsOptions(INamedTypeSymbol attribute) => AttributeKind.Of(attribute).IsOfLanguage;

    // What every public constructor of a class that the attribute names takes wrongly.
    private static IEnumerable<IParameterSymbol> Wrong(INamedTypeSymbol attribute, Compilation compilation) =>
        from parent in attribute.SelfAndBases()
        where parent.IsGenericType && parent.IsIn("Kimi", "Dsl")
        from argument in parent.TypeArguments.OfType<INamedTypeSymbol>()
        where argument is { TypeKind: TypeKind.Class, IsAbstract: false } && TeamCode.RolesOf(argument) != Roles.None
        let constructors = argument.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList()
        let wrong = constructors
            .Select(constructor => constructor.Parameters.FirstOrDefault(parameter => IsWrong(parameter.Type, attribute, compilation))).ToList()
        where wrong.Count > 0 && wrong.All(parameter => parameter is not null)
        select wrong[0];

    private static bool IsWrong(ITypeSymbol type, INamedTypeSymbol attribute, Compilation compilation) =>
        type is INamedTypeSymbol named && IsOptions(named) && !compilation.ClassifyCommonConversion(attribute, type).IsImplicit;
}

using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Finds methods that are described as tools and are not public, so that no policy is offered them.</summary>
internal sealed class HiddenToolRule() : TeamTypeRule(Descriptors.HiddenTool)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        TeamCode.RolesOf(type) != Roles.Tools || !NamedTypes.Has(type, compilation)
            ? []
            : from method in type.GetMembers().OfType<IMethodSymbol>()
              where method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Public }
                  && method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "DescriptionAttribute" })
              select (
                  method.Locations[0],
                  $"{type.Name}.{method.Name} is described as a tool and is not public, so no policy is offered it: "
                  + "make it public, or leave its description out");
}

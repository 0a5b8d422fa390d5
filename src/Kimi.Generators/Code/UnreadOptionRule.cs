using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Finds options of an attribute that nothing reads: the component is never given the attribute, or names them nowhere.</summary>
internal sealed class UnreadOptionRule() : TeamTypeRule(Descriptors.UnreadOption)
{
    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckType(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        type.IsAbstract || type.IsGenericType || !type.DerivesFromDsl("ComponentAttribute") || Component(type) is not { } component
            ? []
            : from option in type.GetMembers().OfType<IPropertySymbol>()
              where IsOption(option) && !IsMentioned(type, option.Name, cancellationToken)
              let remedy = !TakesOptions(component)
                  ? $"since no constructor of {component.Name} takes the {type.Name} that it is an option of: "
                      + $"take it there, as in {component.Name}({type.Name} options)"
                  : TakesOwn(component, type) && component.DeclaringSyntaxReferences.Length > 0
                      && !IsNamed(option.Name, component, compilation, cancellationToken) && !IsHandedOn(type, component, compilation, cancellationToken)
                      ? $"so whatever it is given, {component.Name} does the same: go by it there, or remove the option"
                      : null
              where remedy is not null
              select (option.Locations[0], $"nothing reads {option.Name}, {remedy}");

    // The class itself, where no contract stands between that dependency injection maps to another.
    private static INamedTypeSymbol? Component(INamedTypeSymbol attribute) =>
        attribute.BaseType is { IsGenericType: true, TypeArguments.Length: 1 } parent
            && parent.TypeArguments[0] is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } component
            && parent.IsIn("Kimi", "Dsl") && TeamCode.RolesOf(component) != Roles.None
            ? component
            : null;

    // Whoever takes the services might ask them.
    private static bool TakesOptions(INamedTypeSymbol component) => component.SelfAndBases()
        .SelectMany(type => type.InstanceConstructors).SelectMany(constructor => constructor.Parameters)
        .Any(parameter => parameter.Type is INamedTypeSymbol type
            && (type.Name == "IServiceProvider" || type.DerivesFromDsl("ComponentAttribute") || type.IsDsl("ComponentAttribute")));

    private static bool TakesOwn(INamedTypeSymbol component, INamedTypeSymbol attribute) => component.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters).Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, attribute));

    // As a whole to what is not of this project, such as a serializer, or as a part of something without a name.
    private static bool IsHandedOn(INamedTypeSymbol attribute, INamedTypeSymbol component, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var name in SourceNodes.Of(component, cancellationToken).OfType<IdentifierNameSyntax>()
            .Where(name => name.Parent is ArgumentSyntax or AnonymousObjectMemberDeclaratorSyntax))
        {
            var model = compilation.GetSemanticModel(name.SyntaxTree);
            if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(name, cancellationToken).Type, attribute)
                && (name.Parent is not ArgumentSyntax { Parent.Parent: { } call } || model.GetSymbolInfo(call, cancellationToken).Symbol is not { } called
                    || !called.Locations.Any(place => place.IsInSource)))
                return true;
        }

        return false;
    }

    private static bool IsOption(IPropertySymbol property) =>
        !property.IsOverride && !property.IsStatic && property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
        && property.DeclaredAccessibility == Accessibility.Public;

    // In the component itself most of the time. Only where it is not, all other sources are asked: whoever is handed the attribute may read it.
    private static bool IsNamed(string option, INamedTypeSymbol component, Compilation compilation, CancellationToken cancellationToken) =>
        component.DeclaringSyntaxReferences.Any(reference => HasName(reference.GetSyntax(cancellationToken), option))
        || compilation.SyntaxTrees.Any(tree => HasName(tree.GetRoot(cancellationToken), option));

    // Not where an attribute, or generated code, gives it a value.
    private static bool HasName(SyntaxNode node, string option) => node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == option && name.Parent
            is not (NameEqualsSyntax { Parent: AttributeArgumentSyntax } or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax }));

    // By another member of the attribute, or one of its declarations.
    private static bool IsMentioned(INamedTypeSymbol attribute, string option, CancellationToken cancellationToken) => attribute.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == option));
}

using Kimi.Shared.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// A team's own attribute that derives from one of <c>System.ComponentModel.DataAnnotations</c> and gives it its arguments, as
/// <c>PercentAttribute() : RangeAttribute(0, 100)</c> does: it demands what its base demands. The start reads the same from the attribute itself.
/// </summary>
internal static class InheritedConstraint
{
    private const string Known = "System.ComponentModel.DataAnnotations";

    /// <summary>An attribute as its base; null for one that judges by itself, or whose arguments are not known.</summary>
    public static MetadataAttribute? Of(AttributeData attribute, IEnumerable<MetadataConstant> arguments)
    {
        var (type, constructor, given) = (attribute.AttributeClass!, attribute.AttributeConstructor, arguments.ToList());
        if (type.ContainingNamespace.FullName() is Known or "Kimi.Dsl")
            return null;
        while (constructor is not null && type.BaseType is { } parent && !type.GetMembers("IsValid").Any())
        {
            if (ToBase(constructor) is not { } passed)
                return null;
            var values = constructor.Parameters.Select((parameter, place) => (parameter.Name, Value: given.ElementAtOrDefault(place)))
                .Where(each => each.Value is not null).ToDictionary(each => each.Name, each => each.Value!, StringComparer.Ordinal);
            var read = passed.Arguments.Select(argument => argument.NameColon is null ? Written.Constant(argument.Expression, type, values) : null).ToList();
            if (read.Any(value => value is null))
                return null;
            given = [.. read.Select(value => value!)];
            if (parent.ContainingNamespace.FullName() == Known)
                return parent.Name == "ValidationAttribute" ? null : AsKnown(parent.Name, given);
            (type, constructor) = (parent, parent.InstanceConstructors.FirstOrDefault(other => other.Parameters.Length == given.Count));
        }

        return null;
    }

    // These take any number of values.
    private static MetadataAttribute AsKnown(string name, List<MetadataConstant> given) => new(
        Known, name, name is "AllowedValuesAttribute" or "DeniedValuesAttribute" ? [new(null, "") { Items = given }] : given, []);

    // What a constructor passes to its base; null where its text is not known. Without a word about it, that is nothing.
    private static ArgumentListSyntax? ToBase(IMethodSymbol constructor)
    {
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return syntax switch
        {
            ConstructorDeclarationSyntax { Initializer: { RawKind: (int)SyntaxKind.BaseConstructorInitializer, ArgumentList: var passed } } => passed,
            ConstructorDeclarationSyntax { Initializer: null } => SyntaxFactory.ArgumentList(),
            ClassDeclarationSyntax { ParameterList: not null, BaseList: { } bases } =>
                bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault()?.ArgumentList ?? SyntaxFactory.ArgumentList(),
            null when constructor.IsImplicitlyDeclared && constructor.ContainingType.DeclaringSyntaxReferences.Any() => SyntaxFactory.ArgumentList(),
            // An implicit constructor refers to its class.
            TypeDeclarationSyntax when constructor.IsImplicitlyDeclared => SyntaxFactory.ArgumentList(),
            _ => null,
        };
    }
}

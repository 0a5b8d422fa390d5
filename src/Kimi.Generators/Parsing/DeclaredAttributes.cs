using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Reads the attributes that say something of an attribute class or an option: the language's own, and those of <c>System.ComponentModel.DataAnnotations</c>.</summary>
internal static class DeclaredAttributes
{
    /// <summary>The attribute, or null when it is another's or does not compile.</summary>
    public static DeclaredAttribute? Read(AttributeData attribute)
    {
        const string Suffix = "Attribute";
        if (attribute.AttributeClass is not { } type
            || !(type.IsIn("Kimi", "Dsl") || type.IsIn("System", "ComponentModel", "DataAnnotations"))
            || !type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            || AttributeParser.IsBroken(attribute))
        {
            return null;
        }

        var name = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        return new(
            name,
            [.. attribute.ConstructorArguments.Select(argument => name is "AllowedValues" or "DeniedValues" ? Texts(argument) : Value(argument))],
            attribute.NamedArguments.ToDictionary(a => a.Key, a => Value(a.Value), StringComparer.Ordinal));
    }

    /// <summary>A type's full name.</summary>
    public static string Name(ITypeSymbol type) => type.FullName().Replace("global::", "");

    private static object? Value(TypedConstant constant) => constant switch
    {
        { IsNull: true } => null,
        { Kind: TypedConstantKind.Array } => constant.Values.Select(Value).ToList(),
        { Kind: TypedConstantKind.Type } => Name((ITypeSymbol)constant.Value!),
        _ => constant.Value,
    };

    private static List<string> Texts(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array && !constant.IsNull ? [.. constant.Values.Select(Constants.Text)] : [Constants.Text(constant)];
}

using Kimi.Shared.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Reads constants from the text of a class, without binding it: numbers, texts and truth values, constants of the class by their names, members of an
/// enumeration, and what a constructor was given.
/// </summary>
internal static class Written
{
    /// <summary>The value of an expression; null when it is not one of these.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="type">The class that it stands in.</param>
    /// <param name="given">What parameters of a constructor were given.</param>
    public static MetadataConstant? Constant(ExpressionSyntax expression, INamedTypeSymbol type, IReadOnlyDictionary<string, MetadataConstant>? given = null)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.NullLiteralExpression and not (int)SyntaxKind.DefaultLiteralExpression } literal:
                return Of(literal.Token.Value);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: { } value } }:
                return value switch
                {
                    int number => Of(-number),
                    long number => Of(-number),
                    double number => Of(-number),
                    float number => Of(-number),
                    _ => null,
                };
            case ParenthesizedExpressionSyntax inner:
                return Constant(inner.Expression, type, given);
            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                return given?.TryGetValue(name, out var argument) == true ? argument : Field(type, name);
            case MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax { Keyword.ValueText: var keyword }, Name.Identifier.ValueText: var bound }:
                return (keyword, bound) switch
                {
                    ("int", "MaxValue") => Of(int.MaxValue),
                    ("int", "MinValue") => Of(int.MinValue),
                    ("long", "MaxValue") => Of(long.MaxValue),
                    ("double", "MaxValue") => Of(double.MaxValue),
                    ("double", "PositiveInfinity") => Of(double.PositiveInfinity),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>The member of an enumeration with a name, or with a number.</summary>
    public static MetadataConstant? Member(ITypeSymbol type, Func<IFieldSymbol, bool> isOne) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && isOne(field)) is { } member
            ? new(member.ConstantValue, member.Name) { IsChoice = true }
            : null;

    /// <summary>A value as a constant.</summary>
    public static MetadataConstant? Of(object? value) => value is null
        ? null
        : new(value, value is string text ? SymbolDisplay.FormatLiteral(text, quote: true) : Constants.Text(value));

    private static MetadataConstant? Field(INamedTypeSymbol type, string name) => type.SelfAndBases()
        .SelectMany(each => each.GetMembers(name)).OfType<IFieldSymbol>().Where(field => field.HasConstantValue && field.Type.TypeKind != TypeKind.Enum)
        .Select(field => Of(field.ConstantValue)).FirstOrDefault();
}

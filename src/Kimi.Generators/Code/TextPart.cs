using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>A part of a text as source writes it: a constant, or a place for a value.</summary>
/// <param name="Constant">The constant; empty for a value.</param>
/// <param name="Value">The value; null for a constant.</param>
internal readonly record struct TextPart(string Constant, SyntaxNode? Value)
{
    /// <summary>The parts of a text, neighbouring constants in one.</summary>
    public static IReadOnlyList<TextPart> Of(ExpressionSyntax text)
    {
        var parts = new List<TextPart>();
        foreach (var part in Split(text))
        {
            if (part.Value is null && parts.Count > 0 && parts[parts.Count - 1] is { Value: null } before)
                parts[parts.Count - 1] = new(before.Constant + part.Constant, null);
            else
                parts.Add(part);
        }

        return parts;
    }

    private static IEnumerable<TextPart> Split(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { Token.Value: string literal } => [new(literal, null)],
        InterpolatedStringExpressionSyntax whole => whole.Contents.SelectMany(OfContent),
        ParenthesizedExpressionSyntax inner => Split(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsText(sum) => Split(sum.Left).Concat(Split(sum.Right)),
        _ => [new("", text)],
    };

    private static IEnumerable<TextPart> OfContent(InterpolatedStringContentSyntax content) => content switch
    {
        InterpolatedStringTextSyntax constant => [new(constant.TextToken.ValueText, null)],
        InterpolationSyntax { FormatClause: null, AlignmentClause: null } value => Split(value.Expression),
        InterpolationSyntax value => [new("", value)],
        _ => [],
    };

    // A sum of numbers is a value.
    private static bool IsText(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => IsText(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsText(sum.Left) || IsText(sum.Right),
        _ => false,
    };
}

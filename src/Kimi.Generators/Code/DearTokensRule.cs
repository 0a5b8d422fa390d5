using System.Globalization;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's penalty takes so much for each token that a right response within the limit does worse than a wrong one of no length: KIMI4012. One that
/// is bounded, or goes by anything else too, is not known.
/// </summary>
internal static class DearTokensRule
{
    private const string Limit = "MaxResponseTokens";

    // Below that, it depends on how long responses are.
    private const double Clearly = 2;

    /// <summary>Finds what is wrong with a penalty of a stage.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, INamedTypeSymbol penalty, Func<string, string, bool> isRaised, CancellationToken cancellationToken)
    {
        if (stage.Part[Limit]?.Number is not { } most)
            yield break;
        var given = 0.0;
        foreach (var component in stage.Components)
        {
            if (component.Component != ComponentKind.Reward)
                continue;
            if (component["Weight"]?.Number is not { } weight)
                yield break;
            given += weight;
        }

        if (given <= 0)
            yield break;
        foreach (var node in SourceNodes.Of(penalty, cancellationToken))
        {
            if (Value(node) is { } value && PerToken(value, penalty) is < 0 and var each && -each * most > Clearly * given
                && !isRaised(penalty.Name, Limit))
            {
                yield return (
                    Ids.PenaltyAboveReward,
                    value.GetLocation(),
                    $"{penalty.Name} takes {Text(-each)} for every token, which at {Text(Math.Ceiling(given / -each))} tokens is all that the rewards of stage "
                    + $"'{stage.Name}' give a right response ({Text(given)}), and {Limit} is {Text(most)}: take less, or bound it by Math.Max");
            }
        }
    }

    // What a function gives for each response, or a place in a list.
    private static ExpressionSyntax? Value(SyntaxNode node) => node switch
    {
        SimpleLambdaExpressionSyntax { ExpressionBody: { } value, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
            IsSelect(call) ? value : null,
        ReturnStatementSyntax { Expression: { } value, Parent: BlockSyntax { Statements.Count: 1, Parent: SimpleLambdaExpressionSyntax made } } =>
            made.Parent?.Parent?.Parent is InvocationExpressionSyntax call && IsSelect(call) ? value : null,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ElementAccessExpressionSyntax, Right: var value } =>
            node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText == "Apply" ? value : null,
        _ => null,
    };

    private static bool IsSelect(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" }
        && call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText == "Apply";

    // A constant times the length, or the length by a constant.
    private static double? PerToken(ExpressionSyntax value, INamedTypeSymbol penalty) => value switch
    {
        ParenthesizedExpressionSyntax inner => PerToken(inner.Expression, penalty),
        CastExpressionSyntax cast => PerToken(cast.Expression, penalty),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } turned => -PerToken(turned.Operand, penalty),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Expression: var of } => IsResponse(of) ? 1 : null,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product =>
            (Number(product.Left, penalty) * PerToken(product.Right, penalty)) ?? (Number(product.Right, penalty) * PerToken(product.Left, penalty)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when Number(quotient.Right, penalty) is not 0 =>
            PerToken(quotient.Left, penalty) / Number(quotient.Right, penalty),
        _ => null,
    };

    private static bool IsResponse(ExpressionSyntax of) => of is IdentifierNameSyntax or ElementAccessExpressionSyntax
        or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Rollout" };

    private static double? Number(ExpressionSyntax value, INamedTypeSymbol penalty) => value switch
    {
        LiteralExpressionSyntax { Token.Value: IConvertible and not (string or char or bool or null) and var number } =>
            Convert.ToDouble(number, CultureInfo.InvariantCulture),
        ParenthesizedExpressionSyntax inner => Number(inner.Expression, penalty),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } turned => -Number(turned.Operand, penalty),
        IdentifierNameSyntax name => penalty.GetMembers(name.Identifier.ValueText).OfType<IFieldSymbol>()
            .Select(field => field.ConstantValue is double or int or float or decimal ? Convert.ToDouble(field.ConstantValue, CultureInfo.InvariantCulture)
                : (double?)null).FirstOrDefault(),
        _ => null,
    };

    private static string Text(double number) => number.ToString("0.#####", CultureInfo.InvariantCulture);
}

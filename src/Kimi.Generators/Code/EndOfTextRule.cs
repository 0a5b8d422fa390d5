using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward wants responses that the policy ended by its end of text, where the demonstrations have a text that ends responses before it:
/// KIMI4013. A stop text that no demonstration has may well be there for those that go astray.
/// </summary>
internal static class EndOfTextRule
{
    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="stages">The stages that it judges for.</param>
    /// <param name="demonstrations">The sources of what their policies learned from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<CheckedStage> stages, IReadOnlyList<INamedTypeSymbol> demonstrations, CancellationToken cancellationToken)
    {
        if (demonstrations.Count == 0)
            yield break;
        foreach (var stage in stages)
        {
            if (!StoppedSearchRule.IsAbout(stage))
                continue;
            foreach (var option in stage.Part.Declaration.OptionsWith("EndsResponses"))
            {
                var stop = (stage.Part[option.Name]?.Texts ?? []).FirstOrDefault(text =>
                    text.Length > 0 && demonstrations.All(source => AllHave(source, text, cancellationToken)));
                if (stop is null)
                    continue;
                var isTold = false;
                foreach (var node in SourceNodes.Of(reward, cancellationToken))
                {
                    if (IsWanted(node))
                    {
                        isTold = true;
                        yield return (
                            Ids.StopsBeforeAnswer,
                            node.GetLocation(),
                            $"{reward.Name} wants a response to end by the end of text, and by {option.Name} of stage '{stage.Name}' one ends at "
                            + $"\"{stop.Replace("\n", "\\n")}\", which all demonstrations have before it, so none is right: take StopReason.StopText too");
                    }
                }

                if (isTold)
                    yield break;
            }
        }
    }

    // In a constant of each response that it may give.
    private static bool AllHave(INamedTypeSymbol source, string text, CancellationToken cancellationToken)
    {
        var responses = SpokenText.Expressions(source, cancellationToken).Where(said => said.Speech == Speech.Response).ToList();
        return responses.Count > 0 && responses.All(response => TextPart.Of(response.Text).Any(part => part.Constant.Contains(text)));
    }

    // One that leaves where it did not, or one of several conditions of a verdict.
    private static bool IsWanted(SyntaxNode node)
    {
        if (Asked(node) is not { } isEnd)
            return false;
        var (inner, outer) = (node, node.Parent);
        while (outer is ParenthesizedExpressionSyntax
            || (outer is BinaryExpressionSyntax both && both.IsKind(isEnd ? SyntaxKind.LogicalAndExpression : SyntaxKind.LogicalOrExpression)))
            (inner, outer) = (outer, outer.Parent);
        return outer switch
        {
            IfStatementSyntax choice => !isEnd && choice.Condition == inner && GivesNothing(choice.Statement),
            ConditionalExpressionSyntax choice => choice.Condition == inner && GivesNothing(isEnd ? choice.WhenFalse : choice.WhenTrue),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax verdict } => isEnd && verdict.Expression.ToString() == "Verdict.Of",
            _ => false,
        };
    }

    private static bool? Asked(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared
            when (IsReason(compared.Left) && IsEnd(compared.Right)) || (IsReason(compared.Right) && IsEnd(compared.Left)) =>
            compared.IsKind(SyntaxKind.EqualsExpression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression, Right: QualifiedNameSyntax { Right.Identifier.ValueText: "EndOfText" } } compared
            when IsReason(compared.Left) => true,
        IsPatternExpressionSyntax { Expression: var reason, Pattern: ConstantPatternSyntax end } when IsReason(reason) && IsEnd(end.Expression) => true,
        IsPatternExpressionSyntax { Expression: var reason, Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax end } }
            when IsReason(reason) && IsEnd(end.Expression) => false,
        _ => null,
    };

    private static bool IsReason(ExpressionSyntax side) => side is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StopReason" };

    private static bool IsEnd(ExpressionSyntax side) => side is MemberAccessExpressionSyntax
    {
        Name.Identifier.ValueText: "EndOfText",
        Expression: IdentifierNameSyntax { Identifier.ValueText: "StopReason" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StopReason" },
    };

    private static bool GivesNothing(SyntaxNode given) => given.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().ToList() is { Count: > 0 } constants
        && constants.All(constant => constant.IsKind(SyntaxKind.FalseLiteralExpression) || constant.Token.Value is 0 or 0.0 or string)
        && !given.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is "Unscorable" or "Fault");
}

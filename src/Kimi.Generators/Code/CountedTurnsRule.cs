using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether an episode that counts its replies waits for one that no policy has a turn left to read: KIMI8032. One that only ends there has a limit of its own.
/// </summary>
internal static class CountedTurnsRule
{
    /// <summary>What <c>MaxTurns</c> is called.</summary>
    public const string Limit = "MaxTurns";

    /// <summary>Finds what is wrong with an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="stages">The stages of the recipe that have it.</param>
    /// <param name="isRaised">Whether the limit may be another elsewhere for a class of a name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol environment, IReadOnlyList<CheckedStage> stages, Func<string, string, bool> isRaised, CancellationToken cancellationToken)
    {
        var most = 0.0;
        CheckedStage? longest = null;
        foreach (var stage in stages)
        {
            if (stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Environment)?[Limit]?.Number is not { } turns)
                yield break;
            if (turns > most)
                (most, longest) = (turns, stage);
        }

        if (longest is null)
            yield break;
        var nodes = SourceNodes.Of(environment, cancellationToken);
        foreach (var node in nodes)
        {
            if (node is BinaryExpressionSyntax compared && Asked(compared) is var (counter, number) && number >= most
                && IsCounter(counter, compared, nodes) && !OnlyEnds(compared) && !isRaised(environment.Name, Limit))
            {
                yield return (
                    DiagnosticIds.CountedTokens,
                    compared.GetLocation(),
                    $"{environment.Name} waits for {compared}, and {Limit} of stage '{longest.Name}' is {most.ToString(CultureInfo.InvariantCulture)}, "
                    + "so no policy reads what it says then: say it sooner, or give more turns");
            }
        }
    }

    private static (string Counter, int Number)? Asked(BinaryExpressionSyntax compared) =>
        compared.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
        && compared.Right is LiteralExpressionSyntax { Token.Value: int number } && Name(compared.Left) is { } name
            ? (name, number)
            : null;

    // As it is, or counted on the spot.
    private static string? Name(ExpressionSyntax counter) => counter switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ParenthesizedExpressionSyntax inner => Name(inner.Expression),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } counted => Name(counted.Operand),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } counted => Name(counted.Operand),
        _ => null,
    };

    // A field of the episode that begins with 0, and to which ReplyAsync adds 1, once and in no loop.
    private static bool IsCounter(string name, BinaryExpressionSyntax compared, IReadOnlyList<SyntaxNode> nodes)
    {
        var type = compared.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var isField = type?.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
            .Any(field => field.Identifier.ValueText == name && field.Initializer is null or { Value: LiteralExpressionSyntax { Token.Value: 0 } }) == true;
        if (!isField)
            return false;
        var counted = 0;
        foreach (var node in nodes)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when Name(assignment.Left) == name:
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var given } when Name(given) == name:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression, Operand: var less } when Name(less) == name:
                    return false;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } before when Name(before) == name:
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } after when Name(after) == name:
                    if (!IsOncePerReply(node))
                        return false;
                    counted++;
                    break;
            }
        }

        return counted == 1;
    }

    private static bool IsOncePerReply(SyntaxNode node)
    {
        foreach (var outer in node.Ancestors())
        {
            if (outer is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax
                or LocalFunctionStatementSyntax)
                return false;
            if (outer is MethodDeclarationSyntax method)
                return method.Identifier.ValueText == "ReplyAsync";
        }

        return false;
    }

    // What it decides on is an end, or more than this.
    private static bool OnlyEnds(ExpressionSyntax compared)
    {
        SyntaxNode? outer = compared.Parent;
        while (outer is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression })
            outer = outer.Parent;
        var then = outer switch
        {
            IfStatementSyntax choice => (SyntaxNode)choice.Statement,
            ConditionalExpressionSyntax choice => choice.WhenTrue,
            _ => null,
        };
        return then is null || then.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText is "Finished" or "Fault");
    }
}

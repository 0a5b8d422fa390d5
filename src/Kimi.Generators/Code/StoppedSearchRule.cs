using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward asks for the text that ends responses, which is no part of them: KIMI4013. Whoever cuts such a text off where it is there asks for
/// nothing.
/// </summary>
internal static class StoppedSearchRule
{
    /// <summary>Whether texts end the responses of a stage. In an environment they end turns, and more than one may be asked for.</summary>
    public static bool IsAbout(CheckedStage stage) =>
        stage.Part.Declaration.OptionsWith("EndsResponses").Any(option => stage.Part[option.Name]?.Texts.Count > 0)
        && !stage.Components.Any(part => part.Component == ComponentKind.Environment);

    /// <summary>Finds what is wrong with the rewards of a stage.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, INamedTypeSymbol reward, CancellationToken cancellationToken) =>
        from option in stage.Part.Declaration.OptionsWith("EndsResponses")
        from stop in stage.Part[option.Name]?.Texts ?? []
        where stop.Length > 0
        from node in SourceNodes.Of(reward, cancellationToken)
        where IsAsked(node, stop)
        select (
            Ids.StopsBeforeAnswer,
            node.GetLocation(),
            $"{reward.Name} asks for \"{VisibleText.Line(stop)}\", which ends a response by {option.Name} of stage '{stage.Name}' and is no part of it, "
            + "so no response has it: do not ask for it, or leave it out there");

    // By a pattern that has it, or by a condition that gives up where it is not.
    private static bool IsAsked(SyntaxNode node, string stop) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Regex" } } } call =>
            IsPattern(call.ArgumentList, stop),
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Regex" }, ArgumentList: { } arguments } =>
            IsPattern(arguments, stop),
        IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } denied } choice =>
            denied.Operand is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EndsWith" or "Contains" },
                ArgumentList.Arguments: { Count: > 0 } arguments,
            } && TextOf(arguments[0]) is { } text && text.Contains(stop)
            && choice.Statement.DescendantNodesAndSelf().OfType<ReturnStatementSyntax>().Any(IsGivenUp),
        _ => false,
    };

    // Whoever takes another text where it is not there reads on.
    private static bool IsGivenUp(ReturnStatementSyntax left) => left.Expression is null or LiteralExpressionSyntax
        || left.Ancestors().FirstOrDefault(outer => outer is MethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
        {
            MethodDeclarationSyntax method => !IsText(method.ReturnType),
            LocalFunctionStatementSyntax function => !IsText(function.ReturnType),
            _ => true,
        } || left.Expression.ToString() is "string.Empty" or "String.Empty";

    private static bool IsText(TypeSyntax type) => type.ToString() is "string" or "string?" or "String";

    private static bool IsPattern(ArgumentListSyntax arguments, string stop) =>
        arguments.Arguments.Select(TextOf).Any(text => text is not null && PatternLiterals.Runs(text).Any(run => run.Contains(stop)));

    private static string? TextOf(ArgumentSyntax argument) => argument.Expression is LiteralExpressionSyntax { Token.Value: string text } ? text : null;
}

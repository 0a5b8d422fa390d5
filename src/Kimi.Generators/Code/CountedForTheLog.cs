using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Recognizes fields of components that decide nothing: numbers that are counted up and told, and times by which calls are spaced out. What episodes share is
/// told by itself.
/// </summary>
internal static class CountedForTheLog
{
    /// <summary>Whether a member is such a field.</summary>
    public static bool Is(ISymbol member, CancellationToken cancellationToken) => member is IFieldSymbol { IsStatic: false, Type: var type }
        && (TeamCode.RolesOf(member.ContainingType) & Roles.Environment) == 0 && (
        type is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan", ContainingNamespace.Name: "System" }
        || (type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && Uses(member, cancellationToken) is var uses
            && uses.All(use => IsCounted(use) || IsTold(use)) && uses.Any(IsTold)));

    private static List<IdentifierNameSyntax> Uses(ISymbol member, CancellationToken cancellationToken) =>
        [.. SourceNodes.Of(member.ContainingType, cancellationToken).OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == member.Name)];

    private static StatementSyntax? Statement(SyntaxNode use) => use.Ancestors().OfType<StatementSyntax>().FirstOrDefault();

    // By a statement of its own.
    private static bool IsCounted(IdentifierNameSyntax use) => Statement(use) switch
    {
        ExpressionStatementSyntax { Expression: PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax } => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsCounting(call, use),
        _ => false,
    };

    // Part of a text that a call is given, or what decides whether there is such a call.
    private static bool IsTold(IdentifierNameSyntax use) => Statement(use) switch
    {
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsText(call, use),
        IfStatementSyntax { Else: null } choice => choice.Condition.Span.Contains(use.Span) && IsOnlyTelling(choice.Statement),
        _ => false,
    };

    private static bool IsCounting(InvocationExpressionSyntax call, SyntaxNode use) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Increment", Expression: var on } && on.ToString().EndsWith("Interlocked")
        && call.ArgumentList.Span.Contains(use.Span);

    private static bool IsText(InvocationExpressionSyntax call, SyntaxNode use) => use.Ancestors().TakeWhile(outer => outer != call)
        .Any(outer => outer is InterpolationSyntax || outer is ArgumentSyntax && IsLog(call));

    private static bool IsLog(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && name.StartsWith("Log", StringComparison.Ordinal);

    private static bool IsOnlyTelling(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.All(IsOnlyTelling),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } =>
            IsLog(call) || call.ArgumentList.Arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.InterpolatedStringExpression)),
        _ => false,
    };
}

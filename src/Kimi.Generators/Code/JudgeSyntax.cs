using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>The method by which a team's reward judges one response, by its source alone.</summary>
/// <param name="Method">The method.</param>
/// <param name="Problem">What it calls the problem.</param>
/// <param name="Rollout">What it calls the response.</param>
internal sealed record JudgeSyntax(MethodDeclarationSyntax Method, string Problem, string Rollout)
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal)
    {
        "Trim", "TrimStart", "TrimEnd", "ToUpper", "ToUpperInvariant", "ToLower", "ToLowerInvariant", "AsSpan", "ToString",
    };

    /// <summary>Where a reward judges; none where it judges groups, or inherits its judgement.</summary>
    public static IEnumerable<JudgeSyntax> Of(INamedTypeSymbol reward, CancellationToken cancellationToken) =>
        from reference in reward.DeclaringSyntaxReferences
        where reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax
        from method in ((TypeDeclarationSyntax)reference.GetSyntax(cancellationToken)).Members.OfType<MethodDeclarationSyntax>()
        where method.Identifier.ValueText == "JudgeAsync" && method.ParameterList.Parameters.Count == 3
            && method.ParameterList.Parameters[1].Type?.ToString().Split('.').Last() == "Rollout"
        select new JudgeSyntax(method, method.ParameterList.Parameters[0].Identifier.ValueText, method.ParameterList.Parameters[1].Identifier.ValueText);

    /// <summary>Whether an expression is all that the policy wrote: as it is, trimmed, or in other letters.</summary>
    public bool IsWholeText(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsWholeText(inner.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Text", Expression: IdentifierNameSyntax of } => of.Identifier.ValueText == Rollout,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } =>
            _keeping.Contains(call.Name.Identifier.ValueText) && IsWholeText(call.Expression),
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value && IsWholeText(value),
        _ => false,
    };

    /// <summary>Whether an expression is a member of the response.</summary>
    public bool IsMember(ExpressionSyntax expression, string name) =>
        expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax of } access && access.Name.Identifier.ValueText == name
        && of.Identifier.ValueText == Rollout;

    /// <summary>Whether an expression is the answer of the problem.</summary>
    public bool IsAnswer(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Answer", Expression: IdentifierNameSyntax of }
        && of.Identifier.ValueText == Problem;
}

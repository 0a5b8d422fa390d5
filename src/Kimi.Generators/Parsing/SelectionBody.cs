using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Recognizes a transform that only chooses among the problems that it takes, by its text: <c>problems.Where(…)</c>, or a new set of what such calls
/// leave, of one set or of several put together. Its problems are then of the type that it takes.
/// </summary>
internal static class SelectionBody
{
    private static readonly HashSet<string> _selections = new(StringComparer.Ordinal)
    {
        "Where", "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "OrderBy", "OrderByDescending", "ThenBy",
        "ThenByDescending", "Order", "Reverse", "Distinct", "DistinctBy", "Shuffle", "ToList", "ToArray", "AsEnumerable", "ExceptBy", "Problems",
    };

    private static readonly HashSet<string> _unions = new(StringComparer.Ordinal) { "Concat", "Union", "UnionBy" };

    /// <summary>Whether a method is one: every set that it takes goes into what it makes.</summary>
    public static bool Selects(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var sets = new HashSet<string>(method.Parameters.Where(parameter => parameter.Type.IsDsl("PromptSet")).Select(parameter => parameter.Name));
        if (sets.Count == 0 || !method.ReturnType.IsDsl("PromptSet")
            || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax syntax)
            return false;
        var used = new HashSet<string>();
        return Result(syntax) is { } result and not IdentifierNameSyntax && IsSelection(result, sets, used) && used.SetEquals(sets);
    }

    private static ExpressionSyntax? Result(MethodDeclarationSyntax method) => method.ExpressionBody?.Expression
        ?? (method.Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } returned } ? returned : null);

    private static bool IsSelection(ExpressionSyntax expression, HashSet<string> sets, HashSet<string> used)
    {
        switch (expression)
        {
            case IdentifierNameSyntax name:
                used.Add(name.Identifier.ValueText);
                return sets.Contains(name.Identifier.ValueText);
            case ParenthesizedExpressionSyntax inner:
                return IsSelection(inner.Expression, sets, used);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments: { Count: > 0 } others }
                when _unions.Contains(member.Name.Identifier.ValueText):
                return IsSelection(member.Expression, sets, used) && IsSelection(others[0].Expression, sets, used);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member }:
                return IsSelection(member, sets, used);
            case MemberAccessExpressionSyntax member:
                return _selections.Contains(member.Name.Identifier.ValueText) && IsSelection(member.Expression, sets, used);
            case BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }:
                return IsSelection(arguments[0].Expression, sets, used);
            case CollectionExpressionSyntax { Elements: { Count: > 0 } elements }:
                return elements.All(element => element is SpreadElementSyntax spread && IsSelection(spread.Expression, sets, used));
            default:
                return false;
        }
    }
}

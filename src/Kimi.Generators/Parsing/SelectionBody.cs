using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// Recognizes a transform that only chooses among the problems that it takes, by its text: <c>problems.Where(…)</c>, or a new set of what such calls
/// leave. Its problems are then of the type that it takes.
/// </summary>
internal static class SelectionBody
{
    private static readonly HashSet<string> _selections = new(StringComparer.Ordinal)
    {
        "Where", "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "OrderBy", "OrderByDescending", "ThenBy",
        "ThenByDescending", "Order", "Reverse", "Distinct", "DistinctBy", "Shuffle", "ToList", "ToArray", "AsEnumerable", "ExceptBy", "Problems",
    };

    /// <summary>Whether a method is one.</summary>
    public static bool Selects(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var sets = method.Parameters.Where(parameter => parameter.Type.IsDsl("PromptSet")).ToList();
        if (sets.Count != 1 || !method.ReturnType.IsDsl("PromptSet"))
            return false;
        return method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax syntax
            && Result(syntax) is { } result and not IdentifierNameSyntax && IsSelection(result, sets[0].Name);
    }

    private static ExpressionSyntax? Result(MethodDeclarationSyntax method) => method.ExpressionBody?.Expression
        ?? (method.Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } returned } ? returned : null);

    private static bool IsSelection(ExpressionSyntax expression, string set) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == set,
        ParenthesizedExpressionSyntax inner => IsSelection(inner.Expression, set),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => IsSelection(member, set),
        MemberAccessExpressionSyntax member => _selections.Contains(member.Name.Identifier.ValueText) && IsSelection(member.Expression, set),
        BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments } => IsSelection(arguments[0].Expression, set),
        CollectionExpressionSyntax { Elements: { Count: 1 } elements } => elements[0] is SpreadElementSyntax spread && IsSelection(spread.Expression, set),
        _ => false,
    };
}

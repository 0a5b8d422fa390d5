using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward compares the whole response with the answer, where all demonstrations of the policy begin with a text of their own, such as
/// <c>&lt;think&gt;</c>: none of them is right then. KIMI8028.
/// </summary>
internal static class WholeTextRule
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal) { "Trim", "TrimStart", "TrimEnd", "ToString" };

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="taught">The stages of the demonstrations that its policies learned from, and the classes that write them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<(string Stage, INamedTypeSymbol Source)> taught, CancellationToken cancellationToken)
    {
        if (taught.Count == 0)
            return [];
        return from judge in JudgeSyntax.Of(reward, cancellationToken)
               from node in judge.Method.DescendantNodes()
               where IsWhole(node, judge, reward, cancellationToken) && IsVerdict(node, judge)
               let begin = taught.Select(each => Beginning(each.Source, cancellationToken)).ToList()
               where begin.All(text => text is not null)
               select (
                   DiagnosticIds.PartOfAnAnswer,
                   node.GetLocation(),
                   $"{reward.Name} compares the whole response with {judge.Problem}.Answer, and all demonstrations of '{taught[0].Stage}' begin with "
                   + $"'{Kimi.Shared.VisibleText.Line(begin[0]!)}', so a response in their form never counts as right: compare what follows their marker");
    }

    private static bool IsWhole(SyntaxNode node, JudgeSyntax judge, INamedTypeSymbol reward, CancellationToken cancellationToken)
    {
        var (one, other) = node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } compared => (compared.Left, compared.Right),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Expression: var on },
                ArgumentList.Arguments: { Count: > 0 } all,
            } => on is PredefinedTypeSyntax && all.Count > 1 ? (all[0].Expression, all[1].Expression) : (on, all[0].Expression),
            _ => ((ExpressionSyntax?)null, (ExpressionSyntax?)null),
        };
        return one is not null && other is not null
            && ((judge.IsAnswer(one) && IsText(other)) || (judge.IsAnswer(other) && IsText(one)));

        bool IsText(ExpressionSyntax text) => text switch
        {
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax own, ArgumentList.Arguments: { Count: 1 } arguments } =>
                judge.IsWholeText(arguments[0].Expression) && !IsCut(arguments[0].Expression) && Keeps(own.Identifier.ValueText, reward, cancellationToken),
            IdentifierNameSyntax variable when Variables.Beginning(variable) is InvocationExpressionSyntax value => IsText(value),
            _ => judge.IsWholeText(text) && !IsCut(text),
        };
    }

    // Trimmed of more than spaces.
    private static bool IsCut(ExpressionSyntax text) => text switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } trimmed =>
            trimmed.ArgumentList.Arguments.Count > 0 || IsCut(call.Expression),
        ParenthesizedExpressionSyntax inner => IsCut(inner.Expression),
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value && IsCut(value),
        _ => false,
    };

    // A method that returns what it is given.
    private static bool Keeps(string name, INamedTypeSymbol reward, CancellationToken cancellationToken)
    {
        var methods = reward.GetMembers(name).OfType<IMethodSymbol>().SelectMany(method => method.DeclaringSyntaxReferences).ToList();
        if (methods.Count != 1
            || methods[0].GetSyntax(cancellationToken) is not MethodDeclarationSyntax { ParameterList.Parameters: { Count: 1 } given } method)
            return false;
        var returned = method.ExpressionBody?.Expression
            ?? (method.Body is { Statements: { Count: 1 } only } && only[0] is ReturnStatementSyntax { Expression: { } value } ? value : null);
        while (returned is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call, ArgumentList.Arguments.Count: 0 }
            && _keeping.Contains(call.Name.Identifier.ValueText))
            returned = call.Expression;
        return returned is IdentifierNameSyntax text && text.Identifier.ValueText == given[0].Identifier.ValueText;
    }

    // It alone, and there is no other.
    private static bool IsVerdict(SyntaxNode compared, JudgeSyntax judge) =>
        compared.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax verdict } }
        && verdict.ToString() == "Verdict.Of"
        && !judge.Method.DescendantNodes().Any(node => node is IfStatementSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax
            || (node is InvocationExpressionSyntax { Expression: var other } && other != verdict && other.ToString() == "Verdict.Of"));

    // What every response begins with that has its answer, too, and so is longer than this; null where there is nothing.
    private static string? Beginning(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        string? first = null;
        foreach (var (speech, text) in SpokenText.Expressions(source, cancellationToken))
        {
            if (speech != Speech.Response)
                continue;
            var parts = TextPart.Of(text);
            var begin = parts.Any(part => part.Value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Answer" }) ? parts[0].Constant.Trim() : "";
            if (begin.Length == 0)
                return null;
            first ??= begin;
        }

        return first;
    }
}

using Kimi.Generators.Diagnostics;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward searches by the answer as a pattern, where the recipe's own sources or files of mathematics give answers with characters that mean
/// something else there: KIMI8028.
/// </summary>
internal static class AnswerPatternRule
{
    // A dot stands for itself, too.
    private const string Meaning = "+*?()[]{}^$|\\";

    private static readonly HashSet<string> _searching = new(StringComparer.Ordinal) { "IsMatch", "Match", "Matches", "Replace", "Split", "Count" };

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="sources">The sources of the recipe's problems that are its own.</param>
    /// <param name="readsFormulas">Whether it has problems from files of mathematics, too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<INamedTypeSymbol> sources, bool readsFormulas, CancellationToken cancellationToken)
    {
        foreach (var node in SourceNodes.Of(reward, cancellationToken))
        {
            if (PatternOf(node) is { } pattern && HasAnswer(pattern) && Given(sources, readsFormulas, cancellationToken) is { } given)
            {
                yield return (
                    DiagnosticIds.PartOfAnAnswer,
                    node.GetLocation(),
                    $"{reward.Name} searches by the answer as a pattern, {VisibleText.Line(pattern.ToString())}, and {given}, which mean something else there: "
                    + "write Regex.Escape(…) around it, or compare texts");
            }
        }
    }

    private static ExpressionSyntax? PatternOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var name },
            ArgumentList.Arguments: { Count: > 1 } arguments,
        } => _searching.Contains(name) && AnswerFormRule.IsRegex(type) ? arguments[1].Expression : null,
        ObjectCreationExpressionSyntax { Type: var type, ArgumentList.Arguments: { Count: > 0 } arguments } =>
            AnswerFormRule.IsRegex(type) ? arguments[0].Expression : null,
        _ => null,
    };

    // As it is in the pattern, or in a variable that is; each begins before its use, so this ends.
    private static bool HasAnswer(ExpressionSyntax pattern)
    {
        foreach (var part in TextPart.Of(pattern))
        {
            switch (part.Value)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Answer", Expression: IdentifierNameSyntax }:
                    return true;
                case InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToLowerInvariant" or "ToString", Expression: var of },
                } when HasAnswer(of):
                    return true;
                case IdentifierNameSyntax variable when Variables.Beginning(variable) is { } value && HasAnswer(value):
                    return true;
            }
        }

        return false;
    }

    private static string? Given(IReadOnlyList<INamedTypeSymbol> sources, bool readsFormulas, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            foreach (var answer in AnswerFormRule.Answers(source, cancellationToken))
            {
                foreach (var origin in AnswerFormRule.Origins(answer, source, cancellationToken))
                {
                    foreach (var part in TextPart.Of(origin))
                    {
                        if (part.Constant.IndexOfAny(Meaning.ToCharArray()) is >= 0 and var at)
                            return $"{source.Name} gives answers with '{part.Constant[at]}'";
                    }
                }
            }
        }

        return readsFormulas ? "answers have braces and backslashes, such as \\frac{1}{2}" : null;
    }
}

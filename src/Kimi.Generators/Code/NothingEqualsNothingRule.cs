using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward reads response and answer by one method or pattern that gives nothing where a tag is missing, and compares the two, while the
/// answers of the recipe's own sources have no tag: a response without one equals them. KIMI8012.
/// </summary>
internal static class NothingEqualsNothingRule
{
    private static readonly Regex _tag = new(@"<[A-Za-z][\w-]*>|boxed|####", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> _aboutNothing = new(StringComparer.Ordinal)
    {
        "Length", "Count", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Empty", "HasValue", "Success", "Any",
    };

    private static readonly HashSet<string> _writing = new(StringComparer.Ordinal) { "ToString", "Join", "Concat", "Invariant", "Create" };

    /// <summary>Finds what is wrong with the reward of a stage.</summary>
    /// <param name="each">The reward.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        StageComponent each, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var judge in JudgeSyntax.Of(each.Component, cancellationToken))
        {
            foreach (var node in judge.Method.DescendantNodes())
            {
                if (SidesOf(node) is (var one, var other) && Call(one) is { } first && Call(other) is { } second && Key(first) == Key(second)
                    && (OfAnswer(first, second, judge) ?? OfAnswer(second, first, judge)) is { } read && !ThinksOfNothing(judge)
                    && Tag(first, each.Component, cancellationToken) is { } tag && sources.OfProblems(each.Stage) is { Count: > 0 } all
                    && all.All(source => Lacks(source, tag, cancellationToken)))
                {
                    yield return (
                        DiagnosticIds.EmptyIsRight,
                        read.GetLocation(),
                        $"{each.Component.Name} reads the answer by {first.Expression}, which gives nothing without '{tag}', and the answers of {all[0].Name} "
                        + "have none, so a response without it counts as right, and no other does: compare with the answer as it is");
                }
            }
        }
    }

    private static (ExpressionSyntax One, ExpressionSyntax Other)? SidesOf(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } compared => (compared.Left, compared.Right),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Expression: var on },
            ArgumentList.Arguments: { Count: > 0 } arguments,
        } => on is PredefinedTypeSyntax
            ? arguments.Count > 1 ? (arguments[0].Expression, arguments[1].Expression) : null
            : (on, arguments[0].Expression),
        _ => null,
    };

    // A call of the class's own, or of a pattern whose match is taken without a look, as it is or by a variable.
    private static InvocationExpressionSyntax? Call(ExpressionSyntax side) => side switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax, ArgumentList.Arguments.Count: > 0 } call => call,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToLowerInvariant" or "ToUpperInvariant", Expression: var inner },
        } => Call(inner),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var found } => Search(found),
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value ? Call(value) : null,
        _ => null,
    };

    private static InvocationExpressionSyntax? Search(ExpressionSyntax found) => found switch
    {
        ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Groups", Expression: var match } } =>
            Search(match),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Match" }, ArgumentList.Arguments.Count: > 0,
        } call => call,
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value ? Search(value) : null,
        _ => null,
    };

    // What it is, but for what is read.
    private static string Key(InvocationExpressionSyntax call) => $"{call.Expression}({string.Join(",", call.ArgumentList.Arguments.Skip(1))})";

    private static InvocationExpressionSyntax? OfAnswer(InvocationExpressionSyntax answer, InvocationExpressionSyntax response, JudgeSyntax judge) =>
        judge.IsAnswer(answer.ArgumentList.Arguments[0].Expression) && judge.IsWholeText(response.ArgumentList.Arguments[0].Expression) ? answer : null;

    private static bool ThinksOfNothing(JudgeSyntax judge) => judge.Method.DescendantNodes().Any(node => node switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => _aboutNothing.Contains(name),
        LiteralExpressionSyntax literal => literal.Token.Value is null or "",
        RecursivePatternSyntax or DefaultExpressionSyntax => true,
        _ => false,
    });

    // What a method looks for that gives nothing where it is missing; null for one that may give what it is given.
    private static string? Tag(InvocationExpressionSyntax call, INamedTypeSymbol reward, CancellationToken cancellationToken)
    {
        if (call.Expression is not IdentifierNameSyntax { Identifier.ValueText: var name })
        {
            var pattern = AnswerFormRule.PatternOf(call)
                ?? (call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var field } }
                    ? reward.GetMembers(field).OfType<IFieldSymbol>().SelectMany(held => held.DeclaringSyntaxReferences)
                        .Select(each => (each.GetSyntax(cancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value).OfType<ExpressionSyntax>()
                        .Select(AnswerFormRule.PatternOf).FirstOrDefault()
                    : null);
            return pattern is not null && _tag.Match(pattern) is { Success: true, Value: var found } ? found : null;
        }

        var methods = reward.GetMembers(name).OfType<IMethodSymbol>().SelectMany(method => method.DeclaringSyntaxReferences).ToList();
        if (methods.Count != 1
            || methods[0].GetSyntax(cancellationToken) is not MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } given } method)
            return null;
        var returned = (method.ExpressionBody is { } body
                ? [body.Expression]
                : method.DescendantNodes().OfType<ReturnStatementSyntax>().Select(each => each.Expression).OfType<ExpressionSyntax>())
            .SelectMany(Branches).ToList();
        var text = given[0].Identifier.ValueText;
        if (!returned.Any(IsNothing) || !returned.All(value => IsNothing(value) || IsPart(value, text)))
            return null;
        var held = method.DescendantNodes().OfType<IdentifierNameSyntax>().SelectMany(use => reward.GetMembers(use.Identifier.ValueText))
            .Where(member => member is IFieldSymbol).SelectMany(field => field.DeclaringSyntaxReferences).Select(each => each.GetSyntax(cancellationToken));
        return held.Prepend(method).SelectMany(node => node.DescendantNodes()).OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.Value is string constant ? _tag.Match(constant).Value : "").FirstOrDefault(tag => tag.Length > 0);
    }

    private static IEnumerable<ExpressionSyntax> Branches(ExpressionSyntax value) => value switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Branches(either.Left).Concat(Branches(either.Right)),
        _ => AnswerWords.Branches(value),
    };

    private static bool IsNothing(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.Value: "" or null }
        || value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }
        || value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };

    // What a pattern found, or a cut of the text.
    private static bool IsPart(ExpressionSyntax value, string text) => value switch
    {
        ElementAccessExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Substring" } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => IsPart(call.Expression, text),
        _ => false,
    };

    // Constants and numbers without it.
    private static bool Lacks(INamedTypeSymbol source, string tag, CancellationToken cancellationToken)
    {
        var answers = AnswerFormRule.Answers(source, cancellationToken).SelectMany(AnswerWords.Branches).ToList();
        return answers.Count > 0 && answers.All(answer => IsWritten(answer)
            && !answer.DescendantTokens().Any(token => token.ValueText.IndexOf(tag, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    private static bool IsWritten(ExpressionSyntax answer) => answer switch
    {
        LiteralExpressionSyntax => true,
        InterpolatedStringExpressionSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => _writing.Contains(name),
        _ => false,
    };
}

using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward can read the answers that the recipe's own sources give: KIMI8028. A pattern of digits reads no minus and no decimals, one up to
/// the first brace no fraction in a box, and a text of small letters is no answer with capitals.
/// </summary>
internal static class AnswerFormRule
{
    // Digits that begin what is read, and are all of it.
    private static readonly Regex _digits = new(@"^(\\b|#+\s*|\(|\?<\w+>|\\s\*)*(\\d|\[0-9\])[+*](\)|\\b|\$|\\s\*|\\D\*)*$", RegexOptions.CultureInvariant);

    private static readonly Regex _box = new(
        @"boxed\\?\{\(?(\?<\w+>)?(\.[*+]\?|\[\^[\\{}]+\][*+])\)?\\?\}", RegexOptions.CultureInvariant);

    private const string Braces = "ends at the first brace, and answers such as \\frac{1}{2} have braces of their own: count them, or take [MathReward]";

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="sources">The sources of the recipe's problems that are its own.</param>
    /// <param name="readsFiles">Whether it has problems from files of mathematics, too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<INamedTypeSymbol> sources, bool readsFiles, CancellationToken cancellationToken)
    {
        var nodes = reward.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes()).ToList();
        var knowsSign = nodes.OfType<LiteralExpressionSyntax>().Any(text => text.Token.Value is '-' || text.Token.Value is string value && value.Replace("0-9", "").Contains("-"));
        foreach (var node in nodes)
        {
            if (PatternOf(node) is { } pattern)
            {
                var lost = !knowsSign && _digits.IsMatch(pattern) ? sources.Select(source => Lost(source, cancellationToken)).FirstOrDefault(found => found is not null)
                    : readsFiles && _box.IsMatch(pattern) ? Braces
                    : null;
                if (lost is not null)
                    yield return (DiagnosticIds.PartOfAnAnswer, node.GetLocation(), $"{reward.Name} reads answers by {VisibleText.Line(pattern)}, which {lost}");
            }
            else if (!knowsSign && node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsDigit" or "IsAsciiDigit", Parent: ArgumentSyntax }
                && sources.Select(source => Lost(source, cancellationToken)).FirstOrDefault(found => found is not null) is { } gone)
            {
                yield return (DiagnosticIds.PartOfAnAnswer, node.GetLocation(), $"{reward.Name} reads answers by {node}, which {gone}");
            }
            else if (readsFiles && IsEndOfBox(node) && !nodes.Any(other => other is LiteralExpressionSyntax { Token.Value: '{' or "{" })
                && nodes.Any(other => other is LiteralExpressionSyntax { Token.Value: string box } && box.Contains("boxed{")))
            {
                yield return (DiagnosticIds.PartOfAnAnswer, node.GetLocation(), $"{reward.Name} reads answers up to the first brace, which {Braces}");
            }
            else if (Compared(node) is { } given && IsLowered(given, nodes) && sources.FirstOrDefault(source => HasCapitals(source, cancellationToken)) is { } capitals)
            {
                yield return (
                    DiagnosticIds.PartOfAnAnswer,
                    node.GetLocation(),
                    $"{reward.Name} compares a text of small letters with the answer, and {capitals.Name} gives answers with capitals, so none is ever right: "
                    + "lower both, or compare by StringComparison.OrdinalIgnoreCase");
            }
        }
    }

    private static bool IsEndOfBox(SyntaxNode node) => node is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IndexOf" },
        ArgumentList.Arguments: { Count: > 0 } arguments,
    } && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: '}' or "}" };

    // What is compared with the answer to the last letter.
    private static ExpressionSyntax? Compared(SyntaxNode node)
    {
        var (one, other) = node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } by => (by.Left, by.Right),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Expression: var on },
                ArgumentList.Arguments: var all,
            } when !all.Any(argument => argument.ToString().EndsWith("IgnoreCase", StringComparison.Ordinal)) =>
                on is PredefinedTypeSyntax && all.Count > 1 ? (all[0].Expression, all[1].Expression) : all.Count > 0 ? (on, all[0].Expression) : (null, null),
            _ => ((ExpressionSyntax?)null, (ExpressionSyntax?)null),
        };
        return one is null || other is null ? null : IsReference(one) ? other : IsReference(other) ? one : null;
    }

    private static string? Lost(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        foreach (var answer in Answers(source, cancellationToken).SelectMany(answer => Origins(answer, source, cancellationToken)))
        {
            if (answer.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(sum => sum.IsKind(SyntaxKind.SubtractExpression)
                    && sum is { Left: IdentifierNameSyntax left, Right: IdentifierNameSyntax right } && !IsMadeOf(left, right, source, cancellationToken))
                && !IsCompared(source, cancellationToken))
                return $"has no minus, and {source.Name} gives answers below 0: let it have one, as -?\\d+";
            if (answer.DescendantTokens().Any(token => token.IsKind(SyntaxKind.InterpolatedStringTextToken) && token.Parent is InterpolationFormatClauseSyntax
                && token.ValueText.Length > 1 && token.ValueText[0] is 'F' or 'f' && token.ValueText != "F0"))
                return $"has no decimals, and {source.Name} gives answers with them: let it have some, as \\d+(\\.\\d+)?";
        }

        return null;
    }

    // It itself, and what the variables in it begin with.
    private static IEnumerable<ExpressionSyntax> Origins(ExpressionSyntax answer, INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(answer.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        return Nodes(source, cancellationToken).OfType<VariableDeclaratorSyntax>().Where(declared => names.Contains(declared.Identifier.ValueText))
            .Select(declared => declared.Initializer?.Value).OfType<ExpressionSyntax>().Prepend(answer);
    }

    // Whoever orders or bounds the two may never go below 0.
    private static bool IsCompared(INamedTypeSymbol source, CancellationToken cancellationToken) => Nodes(source, cancellationToken).Any(node => node.Kind()
        is SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanOrEqualExpression
        || node is IdentifierNameSyntax { Identifier.ValueText: "Max" or "Min" or "Abs" or "Order" or "OrderBy" or "OrderByDescending" or "Sort" }
        || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Next" }, ArgumentList.Arguments: { Count: 2 } bounds }
            && bounds[0].Expression is not LiteralExpressionSyntax { Token.Value: 0 });

    // One that something was added to is the larger one.
    private static bool IsMadeOf(IdentifierNameSyntax left, IdentifierNameSyntax right, INamedTypeSymbol source, CancellationToken cancellationToken) =>
        Origins(left, source, cancellationToken).Skip(1).SelectMany(origin => origin.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == right.Identifier.ValueText);

    private static bool HasCapitals(INamedTypeSymbol source, CancellationToken cancellationToken) => Answers(source, cancellationToken).Any(answer =>
        answer.DescendantTokens().Any(token => (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken)
            && token.Parent is not InterpolationFormatClauseSyntax && token.Parent?.Parent is not ArgumentSyntax && token.ValueText.Any(char.IsUpper)));

    private static IEnumerable<ExpressionSyntax> Answers(INamedTypeSymbol source, CancellationToken cancellationToken) =>
        Nodes(source, cancellationToken).OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment is { Left: IdentifierNameSyntax { Identifier.ValueText: "Answer" }, Parent: InitializerExpressionSyntax })
            .Select(assignment => assignment.Right);

    private static IEnumerable<SyntaxNode> Nodes(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes());

    private static string? PatternOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: var type },
            ArgumentList.Arguments: { Count: > 1 } arguments,
        } when IsRegex(type) => TextOf(arguments[1]),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } created when IsRegex(created) => TextOf(arguments[0]),
        _ => null,
    };

    private static bool IsRegex(BaseObjectCreationExpressionSyntax created) => created switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => IsRegex(type),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: var type } } } => IsRegex(type),
        _ => false,
    };

    private static bool IsRegex(ExpressionSyntax type) => type switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Regex" } or QualifiedNameSyntax { Right.Identifier.ValueText: "Regex" } => true,
        _ => type is IdentifierNameSyntax { Identifier.ValueText: "Regex" },
    };

    private static string? TextOf(ArgumentSyntax argument) => argument.Expression is LiteralExpressionSyntax { Token.Value: string text } ? text : null;

    private static bool IsReference(ExpressionSyntax side) => side is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Answer" };

    // Lowered last, or cut from a variable that was.
    private static bool IsLowered(ExpressionSyntax given, IReadOnlyList<SyntaxNode> nodes) => given switch
    {
        ParenthesizedExpressionSyntax inner => IsLowered(inner.Expression, nodes),
        ElementAccessExpressionSyntax cut => IsLowered(cut.Expression, nodes),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var before } } =>
            name is "ToLower" or "ToLowerInvariant"
            || (name is "Trim" or "TrimEnd" or "TrimStart" or "Split" or "Last" or "First" or "Replace" or "Substring" && IsLowered(before, nodes)),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax callee } => nodes.OfType<MethodDeclarationSyntax>().Any(method =>
            method.Identifier.ValueText == callee.Identifier.ValueText
            && (method.ExpressionBody?.Expression ?? method.Body?.Statements.OfType<ReturnStatementSyntax>().LastOrDefault()?.Expression) is { } returned
            && IsLowered(returned, [])),
        IdentifierNameSyntax variable => nodes.OfType<VariableDeclaratorSyntax>().FirstOrDefault(declared =>
            declared.Identifier.ValueText == variable.Identifier.ValueText)?.Initializer is { } initializer && IsLowered(initializer.Value, nodes),
        _ => false,
    };
}

using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward can read the answers that the recipe's own sources give: KIMI8028. A pattern of digits reads no minus and no decimals, one up to
/// the first brace no fraction in a box, and a lower-case text is no answer with capitals.
/// </summary>
internal static class AnswerFormRule
{
    private static readonly HashSet<string> _ordering = new(StringComparer.Ordinal) { "Max", "Min", "Abs", "Order", "OrderBy", "OrderByDescending", "Sort" };

    // Digits that begin what is read, and are all of it.
    private static readonly Regex _digits = new(@"^(\\b|#+\s*|\(|\?<\w+>|\\s\*)*(\\d|\[0-9\])[+*](\)|\\b|\$|\\s\*|\\D\*)*$", RegexOptions.CultureInvariant);

    private static readonly Regex _box = new(
        @"boxed\\?\{\(?(\?<\w+>)?(\.[*+]\?|\[\^[\\{}]+\][*+])\)?\\?\}", RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="sources">The sources of the recipe's problems that are its own.</param>
    /// <param name="readsFormulas">Whether it has problems from files of mathematics, too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<INamedTypeSymbol> sources, bool readsFormulas, CancellationToken cancellationToken)
    {
        var nodes = SourceNodes.Of(reward, cancellationToken);
        var knowsSign = nodes.OfType<LiteralExpressionSyntax>().Any(IsSign);
        return from node in nodes
               let sentence = !knowsSign && ReadsDigits(node) is { } digits && !IsOnlyCounted(node, nodes) && Lost(sources, cancellationToken) is { } lost
                   ? $"{reward.Name} reads answers by {VisibleText.Line(digits)}, which {lost}"
                   : readsFormulas && ReadsToABrace(node, nodes) is { } brace
                   ? $"{reward.Name} reads answers by {VisibleText.Line(brace)}, which ends at the first brace, and answers such as \\frac{{1}}{{2}} have "
                       + "braces of their own: count them, or use [MathReward]"
                   : Compared(node) is { } given && IsLowered(given, nodes)
                       && sources.FirstOrDefault(each => HasCapitals(each, cancellationToken)) is { } source
                   ? $"{reward.Name} compares a lower-case text with the answer, and {source.Name} gives answers with capitals, so none is ever right: "
                       + "lower both, or compare with StringComparison.OrdinalIgnoreCase"
                   : null
               where sentence is not null
               select (DiagnosticIds.PartOfAnAnswer, node.GetLocation(), sentence);
    }

    // A minus that a reward looks for, or that a pattern has; not the one of a range of digits.
    private static bool IsSign(LiteralExpressionSyntax text) =>
        text.Token.Value is '-' || (text.Token.Value is string value && value.Replace("0-9", "").Contains("-"));

    private static string? ReadsDigits(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "IsDigit" or "IsAsciiDigit",
            Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax by } },
        } => by.Name.Identifier.ValueText is "Where" or "TakeWhile" ? node.ToString() : null,
        _ => PatternOf(node) is { } pattern && _digits.IsMatch(pattern) ? pattern : null,
    };

    // A pattern by which nothing is read: it is only asked whether, or how often, something is there.
    private static bool IsOnlyCounted(SyntaxNode node, IReadOnlyList<SyntaxNode> nodes) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax by } => IsCount(by),
        BaseObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax held } } => nodes
            .OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == held.Identifier.ValueText).ToList() is { Count: > 0 } uses
            && uses.All(use => use.Parent is MemberAccessExpressionSyntax by && by.Expression == use && IsCount(by)),
        _ => false,
    };

    private static bool IsCount(MemberAccessExpressionSyntax by) => by.Name.Identifier.ValueText is "IsMatch" or "Count";

    // By a pattern, or by a search for the brace where none is counted.
    private static string? ReadsToABrace(SyntaxNode node, IReadOnlyList<SyntaxNode> nodes) =>
        PatternOf(node) is { } pattern ? (_box.IsMatch(pattern) ? pattern : null)
        : IsSearchForABrace(node) && !nodes.Any(other => other is LiteralExpressionSyntax { Token.Value: '{' or "{" })
            && nodes.Any(other => other is LiteralExpressionSyntax { Token.Value: string box } && box.Contains("boxed{")) ? node.ToString()
        : null;

    private static bool IsSearchForABrace(SyntaxNode node) => node is InvocationExpressionSyntax
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IndexOf" },
        ArgumentList.Arguments: { Count: > 0 } arguments,
    } && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: '}' or "}" };

    /// <summary>What a node compares with the answer to the last letter; null where it compares nothing with it.</summary>
    public static ExpressionSyntax? Compared(SyntaxNode node)
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

    private static string? Lost(IReadOnlyList<INamedTypeSymbol> sources, CancellationToken cancellationToken) => (
        from source in sources
        from answer in Answers(source, cancellationToken).SelectMany(answer => Origins(answer, source, cancellationToken))
        let lost = IsBelowZero(answer, source, cancellationToken) ? $"has no minus, and {source.Name} gives answers below 0: allow one, as in -?\\d+"
            : HasDecimals(answer) ? $"has no decimals, and {source.Name} gives answers with them: allow them, as in \\d+(\\.\\d+)?"
            : null
        where lost is not null
        select lost).FirstOrDefault();

    private static bool IsBelowZero(ExpressionSyntax answer, INamedTypeSymbol source, CancellationToken cancellationToken) =>
        answer.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(sum => sum.IsKind(SyntaxKind.SubtractExpression)
            && sum is { Left: IdentifierNameSyntax left, Right: IdentifierNameSyntax right } && !IsMadeOf(left, right, source, cancellationToken))
        && !IsCompared(source, cancellationToken);

    // By a format such as F2.
    private static bool HasDecimals(ExpressionSyntax answer) => answer.DescendantTokens().Any(token =>
        token.IsKind(SyntaxKind.InterpolatedStringTextToken) && token.Parent is InterpolationFormatClauseSyntax
        && token.ValueText.Length > 1 && token.ValueText[0] is 'F' or 'f' && token.ValueText[1] > '0');

    /// <summary>An answer, and what the variables in it begin with.</summary>
    public static IEnumerable<ExpressionSyntax> Origins(ExpressionSyntax answer, INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(answer.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        return SourceNodes.Of(source, cancellationToken).OfType<VariableDeclaratorSyntax>().Where(declared => names.Contains(declared.Identifier.ValueText))
            .Select(declared => declared.Initializer?.Value).OfType<ExpressionSyntax>().Prepend(answer);
    }

    // Whoever orders or bounds the two may never go below 0.
    private static bool IsCompared(INamedTypeSymbol source, CancellationToken cancellationToken) =>
        SourceNodes.Of(source, cancellationToken).Any(node => node switch
    {
        BinaryExpressionSyntax => node.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanExpression
            or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanOrEqualExpression,
        IdentifierNameSyntax { Identifier.ValueText: var name } => _ordering.Contains(name),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Next" },
            ArgumentList.Arguments: { Count: 2 } bounds,
        } => bounds[0].Expression is not LiteralExpressionSyntax { Token.Value: 0 },
        _ => false,
    });

    // One that something was added to is the larger one.
    private static bool IsMadeOf(IdentifierNameSyntax left, IdentifierNameSyntax right, INamedTypeSymbol source, CancellationToken cancellationToken) =>
        Origins(left, source, cancellationToken).Skip(1).SelectMany(origin => origin.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == right.Identifier.ValueText);

    private static bool HasCapitals(INamedTypeSymbol source, CancellationToken cancellationToken) => Answers(source, cancellationToken).Any(answer =>
        answer.DescendantTokens().Any(token =>
            token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken
            && token.Parent is not InterpolationFormatClauseSyntax && token.Parent?.Parent is not ArgumentSyntax && token.ValueText.Any(char.IsUpper)));

    /// <summary>What a source gives problems for their answers.</summary>
    public static IEnumerable<ExpressionSyntax> Answers(INamedTypeSymbol source, CancellationToken cancellationToken) =>
        SourceNodes.Of(source, cancellationToken).OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment is { Left: IdentifierNameSyntax { Identifier.ValueText: "Answer" }, Parent: InitializerExpressionSyntax })
            .Select(assignment => assignment.Right);

    /// <summary>The regular expression that a call uses, or an object is made of, where it is a constant.</summary>
    public static string? PatternOf(SyntaxNode node) => node switch
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
        { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: var type } } } => IsRegex(type),
        _ => false,
    };

    /// <summary>Whether a type is named that is called as that of regular expressions.</summary>
    public static bool IsRegex(ExpressionSyntax type) => type switch
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
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value && IsLowered(value, nodes),
        _ => false,
    };
}

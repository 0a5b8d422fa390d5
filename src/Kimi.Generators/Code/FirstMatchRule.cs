using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward takes the first number or letter of a whole response for its answer, where the policy's own demonstrations write their thoughts
/// before the answer, or the prompts ask for them: KIMI8028.
/// </summary>
internal static class FirstMatchRule
{
    private static readonly Regex _number = new(
        @"^(\\b)?\(?(\?<\w+>)?(\\b)?([-+]\??|\[[-+\\]+\]\??)?(\\d|\[0-9\])[+*](\(?(\?:)?\\\.(\\d|\[0-9\])[+*]\)?\??)?\)?(\\b)?$",
        RegexOptions.CultureInvariant);

    private static readonly Regex _letter = new(@"^(\\b)?\(?(\?<\w+>)?\[[A-Z](-[A-Z]|[A-Z]+)\]\)?(\\b)?$", RegexOptions.CultureInvariant);

    // Numbers, and what calculations have between them; no word that may be a marker.
    private static readonly Regex _numbers = new(
        @"^(?=.*(\\d|0-9))(\\[dDsSbBwW.*+/()-]|\(\?:|[\[\]()+*?{}|0-9,.\s=/-])+$", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> _kinds = new(StringComparer.Ordinal)
    {
        "IsDigit", "IsAsciiDigit", "IsUpper", "IsAsciiLetterUpper", "IsLetter", "IsAsciiLetter", "IsNumber",
    };

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="taught">The stages of the demonstrations that its policies learned from, and the classes that write them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<(string Stage, INamedTypeSymbol Source)> taught, CancellationToken cancellationToken)
    {
        if (taught.Count == 0 || !taught.All(each => ThinksFirst(each.Source, cancellationToken)))
            return [];
        return from judge in JudgeSyntax.Of(reward, cancellationToken)
               let nodes = judge.Method.DescendantNodes().ToList()
               where nodes.OfType<MemberAccessExpressionSyntax>().Any(judge.IsAnswer)
                   && !nodes.Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "NextMatch" or "RightToLeft" or "Skip" or "LastIndexOf" })
               from node in nodes
               let what = First(node, judge, reward, cancellationToken)
               where what is not null
               select (
                   DiagnosticIds.PartOfAnAnswer,
                   node.GetLocation(),
                   $"{reward.Name} takes the first {what} of the response for its answer, and the demonstrations of '{taught[0].Stage}' write their thoughts "
                   + "before it: look after their marker, or take the last one, as by RegexOptions.RightToLeft");
    }

    /// <summary>Finds what is wrong with a reward whose prompts ask for thoughts, and for the answer in a tag of its own.</summary>
    /// <param name="each">The reward of a stage.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> CheckAsked(
        StageComponent each, TeamSources sources, CancellationToken cancellationToken)
    {
        foreach (var judge in JudgeSyntax.Of(each.Component, cancellationToken))
        {
            foreach (var call in judge.Method.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Match", Expression: var on }
                    || PatternOf(call, on, judge, each.Component, cancellationToken) is not { } pattern || !_numbers.IsMatch(pattern)
                    || SourceNodes.Of(each.Component, cancellationToken).Any(LooksForATag) || !UnnamedMarkerRule.IsUntaught(each.Stage)
                    || sources.OfProblems(each.Stage) is not { Count: > 0 } all
                    || !all.All(source => WrittenPrompts.Of(source, cancellationToken) is { } prompts && prompts.Has("<think>") && prompts.Has("<answer>")))
                    continue;
                yield return (
                    DiagnosticIds.PartOfAnAnswer,
                    call.GetLocation(),
                    $"{each.Component.Name} takes the first match of the response for its answer, and the prompts of {all[0].Name} ask for thoughts in <think> "
                    + "before the answer in <answer>: look behind <answer>, or take the last one, as by RegexOptions.RightToLeft");
            }
        }
    }

    // What begins behind the thoughts, by a tag or from the end, and who cuts the text.
    private static bool LooksForATag(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text.IndexOf('<') >= 0 || text.IndexOf("answer", StringComparison.OrdinalIgnoreCase) >= 0,
        IdentifierNameSyntax { Identifier.ValueText: var name } => name is "NextMatch" or "RightToLeft" or "Skip" or "LastIndexOf" or "Last",
        _ => false,
    };

    private static string? First(SyntaxNode node, JudgeSyntax judge, INamedTypeSymbol reward, CancellationToken cancellationToken) =>
        node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var on } } call
            ? null
        : name == "Match" && PatternOf(call, on, judge, reward, cancellationToken) is { } pattern ? What(pattern)
        : name is "First" or "FirstOrDefault" && call.ArgumentList.Arguments.Count == 1 && judge.IsWholeText(on)
            ? OfCharacter(call.ArgumentList.Arguments[0].Expression)
        : null;

    private static string? What(string pattern) => _number.IsMatch(pattern) ? "number" : _letter.IsMatch(pattern) ? "letter" : null;

    // A static call, or one of a field that holds the expression.
    private static string? PatternOf(
        InvocationExpressionSyntax call, ExpressionSyntax on, JudgeSyntax judge, INamedTypeSymbol reward, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count == 0 || !judge.IsWholeText(arguments[0].Expression))
            return null;
        return AnswerFormRule.PatternOf(call) ?? (on is IdentifierNameSyntax field && arguments.Count == 1
            ? reward.GetMembers(field.Identifier.ValueText).OfType<IFieldSymbol>().SelectMany(held => held.DeclaringSyntaxReferences)
                .Select(reference => (reference.GetSyntax(cancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value)
                .Where(value => value is not null && value.ToString().IndexOf("RightToLeft", StringComparison.Ordinal) < 0)
                .Select(value => AnswerFormRule.PatternOf(value!)).FirstOrDefault()
            : null);
    }

    private static string? OfCharacter(ExpressionSyntax condition)
    {
        var parts = condition.DescendantNodesAndSelf().ToList();
        var kind = parts.OfType<IdentifierNameSyntax>().Select(part => part.Identifier.ValueText).FirstOrDefault(_kinds.Contains);
        return kind is not null ? kind.IndexOf("Letter", StringComparison.Ordinal) >= 0 || kind == "IsUpper" ? "letter" : "digit"
            : parts.Any(part => part is LiteralExpressionSyntax { Token.Value: char and >= 'A' and <= 'Z' }
                || (part is LiteralExpressionSyntax { Token.Value: string { Length: > 1 } letters } && letters.All(char.IsUpper))) ? "letter"
            : parts.Any(part => part is LiteralExpressionSyntax { Token.Value: char and >= '0' and <= '9' }) ? "digit"
            : null;
    }

    /// <summary>Whether all that a source writes ends with the answer, and has something before it that differs from problem to problem.</summary>
    private static bool ThinksFirst(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var respond = SourceNodes.Of(source, cancellationToken)
            .OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == "Respond");
        var texts = respond?.ExpressionBody is { } body ? [body.Expression]
            : respond?.Body?.DescendantNodes().OfType<ReturnStatementSyntax>().Select(each => each.Expression).ToList() ?? [];
        return texts.Count > 0 && texts.All(text => text is not null && Pieces(text).ToList() is { Count: > 1 } pieces
            && pieces[pieces.Count - 1] is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Answer" }
            && pieces.Take(pieces.Count - 1).Any(piece => piece is not LiteralExpressionSyntax && !IsMarker(piece, source)));
    }

    // What the class always writes.
    private static bool IsMarker(SyntaxNode piece, INamedTypeSymbol source) =>
        piece is IdentifierNameSyntax name && source.GetMembers(name.Identifier.ValueText).Any(member => member is IFieldSymbol or IPropertySymbol)
        || piece is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var of } } && of.Length > 0 && char.IsUpper(of[0]);

    private static IEnumerable<SyntaxNode> Pieces(ExpressionSyntax text) => text switch
    {
        InterpolatedStringExpressionSyntax { Contents: var contents } when contents.Any(part => part is InterpolationSyntax) =>
            contents.OfType<InterpolationSyntax>().SelectMany(part => Pieces(part.Expression)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Pieces(sum.Left).Concat(Pieces(sum.Right)),
        ParenthesizedExpressionSyntax inner => Pieces(inner.Expression),
        _ => [text],
    };
}

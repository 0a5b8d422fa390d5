using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>What a source of demonstrations writes, as far as that is plain to see.</summary>
internal sealed class DemonstratedTexts
{
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal) { "Prompt", "Answer", "Id", "Level" };

    private static readonly HashSet<string> _platform = new(StringComparer.Ordinal)
    {
        "String", "Math", "Enumerable", "CultureInfo", "StringComparison", "Char", "Int32", "Double", "Convert", "BigInteger", "System", "Array",
    };

    private readonly INamedTypeSymbol _source;
    private readonly string _problem;
    private readonly IReadOnlyList<SyntaxToken> _tokens;
    private readonly string _text;
    private readonly Func<string, bool> _isNeverSet;
    private readonly Lazy<bool> _isClosed;
    private readonly Lazy<bool> _isClosedOrUnset;
    private readonly Lazy<IReadOnlyList<IReadOnlyList<TextPart>>> _responses;

    private DemonstratedTexts(INamedTypeSymbol source, string problem, Func<string, bool> isNeverSet, CancellationToken cancellationToken)
    {
        (_source, _problem, _isNeverSet) = (source, problem, isNeverSet);
        _tokens = [.. source.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken).DescendantTokens().Where(IsText)];
        _text = string.Concat(_tokens.Select(token => token.ValueText));
        _isClosed = new(() => IsClosed(isUnsetNothing: false, cancellationToken));
        _isClosedOrUnset = new(() => IsClosed(isUnsetNothing: true, cancellationToken));
        _responses = new(() =>
        [
            .. SpokenText.Expressions(source, cancellationToken).Where(said => said.Speech == Speech.Response).Select(said => TextPart.Of(said.Text)),
        ]);
    }

    /// <summary>The source's name.</summary>
    public string Name => _source.Name;

    private IReadOnlyList<IReadOnlyList<TextPart>> Responses => _responses.Value;

    /// <summary>Reads a class; null where a part of it is elsewhere, or it is not written yet and says nothing of a problem.</summary>
    /// <param name="source">The class.</param>
    /// <param name="isNeverSet">Whether a property of problems has no value.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static DemonstratedTexts? Of(INamedTypeSymbol source, Func<string, bool> isNeverSet, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object || source.DeclaringSyntaxReferences.Length != 1)
            return null;
        var respond = SourceNodes.Of(source, cancellationToken).OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(method => method.Identifier.ValueText == "Respond");
        return respond?.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText is { } problem
            && respond.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == problem)
                ? new(source, problem, isNeverSet, cancellationToken)
                : null;
    }

    /// <summary>Whether a text is in its constants, one after another.</summary>
    public bool Writes(string text) => _text.IndexOf(text, StringComparison.Ordinal) >= 0;

    /// <summary>
    /// Whether no response has a text: it is in no constant of the class, none of which is a piece to make it of, and all others come from what a problem
    /// asks and its answer.
    /// </summary>
    public bool Lacks(string text) => !HasPieceOf(text) && _isClosed.Value;

    /// <summary>The same, where what nobody gives a problem has no text either.</summary>
    public bool LacksWithWhatIsUnset(string text) => !HasPieceOf(text) && _isClosedOrUnset.Value;

    /// <summary>Whether every response begins with a constant that is another.</summary>
    public bool BeginsOtherwise(string text) => Responses.Count > 0 && Responses.All(parts =>
        parts.FirstOrDefault().Constant?.TrimStart() is { Length: > 0 } begin && !begin.StartsWith(text, StringComparison.Ordinal)
        && !text.StartsWith(begin, StringComparison.Ordinal));

    /// <summary>
    /// Whether every response ends in its problem's answer, behind a constant that is like a marker and another: one <c>#</c> for four, <c>Answer:</c> for
    /// <c>Answer</c>. What is altogether different may have been meant so.
    /// </summary>
    public bool AnswersAfterAnother(string marker) =>
        !_tokens.Any(token => EndsWith(token.ValueText.TrimEnd(), marker.TrimEnd()))
        && Responses.Count > 0 && Responses.All(parts => IsAfterAnother(parts, marker));

    private bool IsAfterAnother(IReadOnlyList<TextPart> parts, string marker)
    {
        var last = parts.Count - 1;
        if (last > 0 && parts[last] is { Value: null, Constant: var end } && end.Trim().Length == 0)
            last--;
        return last > 0 && IsAnswer(parts[last].Value) && parts[last - 1] is { Value: null, Constant: var before }
            && before.TrimEnd() is var written && marker.TrimEnd() is var wanted && AreAlike(written, wanted) && !EndsWith(written, wanted)
            && (last == 1 || !EndsWith(wanted, written) || IsNothing(parts[last - 2].Value));
    }

    private static bool AreAlike(string one, string other) => Core(one) is { Length: > 0 } first && Core(other) is { Length: > 0 } second
        && (EndsWith(first, second) || EndsWith(second, first));

    private static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.Ordinal);

    private static string Core(string marker) => marker.Trim().TrimEnd(':', ' ').ToUpperInvariant();

    // A property of the problem that nobody gives a value.
    private bool IsNothing(SyntaxNode? value) => value is MemberAccessExpressionSyntax
    {
        Expression: IdentifierNameSyntax { Identifier.ValueText: var name },
        Name.Identifier.ValueText: var property,
    } && name == _problem && !_known.Contains(property) && _isNeverSet(property);

    private bool IsAnswer(SyntaxNode? value) => value is MemberAccessExpressionSyntax
    {
        Name.Identifier.ValueText: "Answer",
        Expression: IdentifierNameSyntax { Identifier.ValueText: var name },
    } && name == _problem;

    private bool HasPieceOf(string text) => Writes(text) || _tokens.Any(token => IsPieceOf(token, text));

    // A character that is repeated, or a name between brackets.
    private static bool IsPieceOf(SyntaxToken token, string text) => text.Length > 1 && token.ValueText is { Length: > 0 } piece && text.Contains(piece)
        && (token.IsKind(SyntaxKind.CharacterLiteralToken) || piece.Length > 1);

    // Nothing from what it is given, from other classes, or from what a problem has beside its answer.
    private bool IsClosed(bool isUnsetNothing, CancellationToken cancellationToken)
    {
        var nodes = SourceNodes.Of(_source, cancellationToken);
        var extensions = new Lazy<HashSet<string>>(() => ExtensionsIn(_source.ContainingAssembly.GlobalNamespace));
        return _source.InstanceConstructors.All(constructor => constructor.Parameters.Length == 0)
            && nodes.OfType<IdentifierNameSyntax>().All(name => name.Identifier.ValueText == _problem
                ? IsKnown(name, isUnsetNothing)
                // Something is still to be written there.
                : name.Identifier.ValueText.Length > 0 && (name.Parent is MemberAccessExpressionSyntax access
                    ? access.Expression == name
                        ? !IsCapital(name) || _platform.Contains(name.Identifier.ValueText)
                        : access.Parent is not InvocationExpressionSyntax || !extensions.Value.Contains(name.Identifier.ValueText)
                    : !IsStaticOfAnother(name, nodes)));
    }

    // What 'using static' brings, or a class around this one.
    private bool IsStaticOfAnother(IdentifierNameSyntax name, IReadOnlyList<SyntaxNode> nodes) => IsCapital(name)
        && name.Parent is InvocationExpressionSyntax or InterpolationSyntax or ArgumentSyntax or BinaryExpressionSyntax or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConditionalExpressionSyntax or ExpressionElementSyntax
        && _source.GetMembers(name.Identifier.ValueText).Length == 0
        && !nodes.OfType<LocalFunctionStatementSyntax>().Any(function => function.Identifier.ValueText == name.Identifier.ValueText);

    // A name that is not written yet has no letters.
    private static bool IsCapital(IdentifierNameSyntax name) => name.Identifier.ValueText is { Length: > 0 } text && char.IsUpper(text[0]);

    /// <summary>The names of all extension methods of an assembly, and of what stands beside them.</summary>
    public static HashSet<string> ExtensionsIn(INamespaceSymbol space)
    {
        var names = new HashSet<string>(
            space.GetTypeMembers().Where(type => type.MightContainExtensionMethods).SelectMany(type => type.MemberNames), StringComparer.Ordinal);
        foreach (var inner in space.GetNamespaceMembers())
            names.UnionWith(ExtensionsIn(inner));
        return names;
    }

    private bool IsKnown(IdentifierNameSyntax problem, bool isUnsetNothing) =>
        problem.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access && access.Expression == problem
        && (_known.Contains(member) || (isUnsetNothing && _isNeverSet(member)));

    /// <summary>Whether a token is a text or a character, or a constant part of a text.</summary>
    public static bool IsText(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}

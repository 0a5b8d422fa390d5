using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>The constants that a source of problems makes its prompts of.</summary>
internal sealed class WrittenPrompts
{
    private const int FewestCharacters = 2;

    private static readonly HashSet<string> _known = new(StringComparer.Ordinal)
    {
        "String", "Math", "Enumerable", "CultureInfo", "StringComparison", "Char", "Int32", "Double", "Convert", "BigInteger", "System", "Array", "Random",
        "StringBuilder", "List", "HashSet", "Dictionary", "Queue", "Stack", "MathF", "NumberStyles", "StringSplitOptions", "StringComparer",
        "Prompt", "PromptPart", "Message", "MessageRole", "Conversation", "Text", "Invariant",
    };

    private static readonly HashSet<string> _others = new(StringComparer.Ordinal) { "Answer", "Id", "Tags", "Solution" };

    private readonly IReadOnlyList<SyntaxToken> _tokens;
    private readonly Lazy<bool> _isAll;

    private WrittenPrompts(INamedTypeSymbol source, IReadOnlyList<SyntaxNode> nodes)
    {
        _tokens = [.. nodes.SelectMany(node => node.ChildTokens()).Where(token => DemonstratedTexts.IsText(token) && !IsOfOther(token))];
        _isAll = new(() => IsAll(source, nodes));
    }

    /// <summary>The constants, as they stand.</summary>
    public IEnumerable<string> Texts => _tokens.Select(token => token.ValueText);

    /// <summary>Whether nothing else may write the prompts, or a part of them. It takes longer than all other questions.</summary>
    public bool AreAll => _isAll.Value;

    /// <summary>Reads a class; null where a part of it is elsewhere, or it is given something.</summary>
    public static WrittenPrompts? Of(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object || source.DeclaringSyntaxReferences.Length != 1
            || source.InstanceConstructors.Any(constructor => constructor.Parameters.Length > 0))
            return null;
        var nodes = SourceNodes.Of(source, cancellationToken);
        return nodes.Any(IsPrompt) ? new(source, nodes) : null;
    }

    /// <summary>Whether a text, or a piece that it may be put together from, is in them.</summary>
    public bool MayHave(string text) => _tokens.Any(token => token.ValueText.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0
        || (token.ValueText is { Length: > 0 } piece && text.Length > 1 && text.IndexOf(piece, StringComparison.OrdinalIgnoreCase) >= 0
            && (token.IsKind(SyntaxKind.CharacterLiteralToken) || piece.Length >= FewestCharacters)));

    /// <summary>Whether one of them has a text as it is.</summary>
    public bool Has(string text) => Texts.Any(constant => constant.IndexOf(text, StringComparison.Ordinal) >= 0);

    private static bool IsAll(INamedTypeSymbol source, IReadOnlyList<SyntaxNode> nodes)
    {
        var problem = source.AllInterfaces.FirstOrDefault(contract => contract is { Name: "IProblemSource", TypeArguments.Length: 1 })?.TypeArguments[0].Name;
        if (nodes.OfType<IdentifierNameSyntax>().Any(name => IsOfAnother(name, source, problem, nodes)))
            return false;
        var extensions = DemonstratedTexts.ExtensionsIn(source.ContainingAssembly.GlobalNamespace);
        return !nodes.OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && extensions.Contains(name));
    }

    private static bool IsPrompt(SyntaxNode node) => node is AssignmentExpressionSyntax
    {
        Left: IdentifierNameSyntax { Identifier.ValueText: "Prompt" }, Parent: InitializerExpressionSyntax,
    };

    // A member of another class, one that 'using static' brings, or an object of another class.
    private static bool IsOfAnother(IdentifierNameSyntax name, INamedTypeSymbol source, string? problem, IReadOnlyList<SyntaxNode> nodes)
    {
        var text = name.Identifier.ValueText;
        if (text.Length == 0 || !char.IsUpper(text[0]) || _known.Contains(text) || text == problem || text == source.Name)
            return false;
        var isAskedFor = name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name,
            ObjectCreationExpressionSyntax or QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax } => true,
            InvocationExpressionSyntax or InterpolationSyntax or ArgumentSyntax or BinaryExpressionSyntax or ReturnStatementSyntax
                or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConditionalExpressionSyntax or ExpressionElementSyntax
                or ForEachStatementSyntax or ElementAccessExpressionSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Right == name,
            _ => false,
        };
        return isAskedFor && source.GetMembers(text).Length == 0
            && !nodes.OfType<LocalFunctionStatementSyntax>().Any(function => function.Identifier.ValueText == text);
    }

    // What a problem has beside its prompt.
    private static bool IsOfOther(SyntaxToken token) => token.Parent?.AncestorsAndSelf().Any(node =>
        node is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax { Identifier.ValueText: var name } }
            && _others.Contains(name)) == true;
}

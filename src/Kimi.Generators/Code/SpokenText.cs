using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>What a team's source or environment says with a text.</summary>
internal enum Speech
{
    /// <summary>It asks it.</summary>
    Prompt,

    /// <summary>It is a demonstration.</summary>
    Response,

    /// <summary>It replies it.</summary>
    Reply,

    /// <summary>It begins an episode with it.</summary>
    Opening,
}

/// <summary>A text that a class says, as far as it is a constant.</summary>
/// <param name="Speech">What it says with it.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Constant">Its constant parts, together.</param>
internal sealed record SpokenText(Speech Speech, Location Place, string Constant)
{
    /// <summary>The texts of a class, by its source alone.</summary>
    public static IEnumerable<SpokenText> Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        from said in Expressions(type, cancellationToken)
        let constant = ConstantOf(said.Text)
        where constant.Length > 0
        select new SpokenText(said.Speech, said.Text.GetLocation(), constant);

    /// <summary>What a class says, whether it is a constant or not.</summary>
    public static IEnumerable<(Speech Speech, ExpressionSyntax Text)> Expressions(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        from node in SourceNodes.Of(type, cancellationToken)
        let said = Said(node)
        where said is not null
        from part in Branches(said.Value.Text)
        select (said.Value.Speech, part);

    /// <summary>The texts that end a turn in an environment, where all of them are constants; empty for none.</summary>
    public static IReadOnlyList<string> TurnEnds(INamedTypeSymbol environment, CancellationToken cancellationToken)
    {
        var ends = environment.GetMembers("TurnEnds").OfType<IPropertySymbol>().SelectMany(property => property.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(cancellationToken) as PropertyDeclarationSyntax).FirstOrDefault();
        var items = (ends?.ExpressionBody?.Expression ?? ends?.Initializer?.Value) switch
        {
            CollectionExpressionSyntax list => list.Elements.Select(item => (item as ExpressionElementSyntax)?.Expression),
            ArrayCreationExpressionSyntax { Initializer.Expressions: var list } => list,
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var list } => list,
            _ => [],
        };
        var texts = items.Select(item => item is null ? "" : ConstantOf(item)).ToList();
        return texts.Contains("") ? [] : texts;
    }

    private static (Speech Speech, ExpressionSyntax Text)? Said(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Prompt" }, Parent: InitializerExpressionSyntax } prompt =>
            (Speech.Prompt, prompt.Right),
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { Identifier.ValueText: "Respond" } } body => (Speech.Response, body.Expression),
        ReturnStatementSyntax { Expression: { } returned } statement when IsOfRespond(statement) => (Speech.Response, returned),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } created => created.Type.ToString().Split('.').Last() switch
        {
            "Continue" => (Speech.Reply, arguments[0].Expression),
            "Text" when created.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { Identifier.ValueText: "Opening" } =>
                (Speech.Opening, arguments[0].Expression),
            _ => null,
        },
        _ => null,
    };

    private static bool IsOfRespond(SyntaxNode statement) => statement.Ancestors()
        .FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax)
        is MethodDeclarationSyntax { Identifier.ValueText: "Respond" };

    private static IEnumerable<ExpressionSyntax> Branches(ExpressionSyntax text) => text switch
    {
        ParenthesizedExpressionSyntax inner => Branches(inner.Expression),
        ConditionalExpressionSyntax choice => Branches(choice.WhenTrue).Concat(Branches(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Branches(arm.Expression)),
        _ => [text],
    };

    private static string ConstantOf(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { Token.Value: string literal } => literal,
        InterpolatedStringExpressionSyntax whole =>
            string.Concat(whole.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => ConstantOf(sum.Left) + ConstantOf(sum.Right),
        ParenthesizedExpressionSyntax inner => ConstantOf(inner.Expression),
        _ => "",
    };
}

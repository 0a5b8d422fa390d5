using Kimi.Generators.Validation;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Whether a curriculum begins below the hardest level that a team's source gives its problems by constants: KIMI5011.</summary>
internal static class StartLevelRule
{
    /// <summary>Finds what is wrong with a recipe's curricula.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, TeamSources sources, CancellationToken cancellationToken) =>
        from stage in recipe.Checked.Stages
        where stage.Components.Count > 0
        let sampler = LevelRule.SamplerOf(stage)
        where sampler?["StartLevel"] is { IsGiven: true, Number: > 1 }
        let levels = sources.OfProblems(stage)?.Select(source => Hardest(source, cancellationToken)).ToList()
        where levels is not null && levels.All(level => level is not null)
        let found = LevelRule.Above(stage, sampler!, levels.Max()!.Value)
        where found is not null
        select (found.Id, recipe.Locations[found.Mark], found.Sentence);

    // By what its records are given; null where one level may be any.
    private static int? Hardest(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object)
            return null;
        var nodes = SourceNodes.Of(source, cancellationToken);
        int? hardest = null;
        foreach (var level in nodes.OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == "Level"))
        {
            if (level.Parent is not AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } given || given.Left != level
                || Most(given.Right, nodes, isVariable: false) is not { } most)
                return null;
            hardest = Math.Max(hardest ?? most, most);
        }

        return hardest;
    }

    // A number, the greatest that is drawn, or the greater of two.
    private static int? Most(ExpressionSyntax value, IReadOnlyList<SyntaxNode> nodes, bool isVariable) => value switch
    {
        LiteralExpressionSyntax { Token.Value: int number } => number,
        ParenthesizedExpressionSyntax inner => Most(inner.Expression, nodes, isVariable),
        ConditionalExpressionSyntax choice => Most(choice.WhenTrue, nodes, isVariable) is { } first && Most(choice.WhenFalse, nodes, isVariable) is { } second
            ? Math.Max(first, second)
            : null,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Next" },
            ArgumentList.Arguments: { Count: 1 or 2 } bounds,
        } => bounds[bounds.Count - 1].Expression is LiteralExpressionSyntax { Token.Value: int above } ? above - 1 : null,
        // Of a variable, whatever it is called twice is not known.
        IdentifierNameSyntax { Identifier.ValueText: var name } when !isVariable => OfVariable(name, nodes),
        _ => null,
    };

    private static int? OfVariable(string name, IReadOnlyList<SyntaxNode> nodes)
    {
        var declared = nodes.OfType<VariableDeclaratorSyntax>().Where(variable => variable.Identifier.ValueText == name).ToList();
        if (declared.Count != 1 || declared[0].Initializer is not { } initializer || nodes.Any(node => IsChanged(node, name)))
            return null;
        var (value, loop) = (initializer.Value, declared[0].Parent?.Parent as ForStatementSyntax);
        return loop is null ? Most(value, nodes, isVariable: true) : Last(loop, name);
    }

    // Of a loop that counts up to a number.
    private static int? Last(ForStatementSyntax loop, string name) => loop.Condition is BinaryExpressionSyntax
    {
        Left: IdentifierNameSyntax { Identifier.ValueText: var counted },
        Right: LiteralExpressionSyntax { Token.Value: int end },
    } condition && counted == name
        ? condition.Kind() switch
        {
            SyntaxKind.LessThanExpression => end - 1,
            SyntaxKind.LessThanOrEqualExpression => end,
            _ => null,
        }
        : null;

    private static bool IsChanged(SyntaxNode node, string name) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var changed } } assignment =>
            changed == name && assignment.Parent is not InitializerExpressionSyntax,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var changed } } unary =>
            changed == name && unary.Kind() is SyntaxKind.PreIncrementExpression && unary.Parent is not ForStatementSyntax,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var changed } } unary =>
            changed == name && unary.Kind() is SyntaxKind.PostIncrementExpression && unary.Parent is not ForStatementSyntax,
        ArgumentSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var changed }, RefKindKeyword: { RawKind: not 0 } } => changed == name,
        _ => false,
    };
}

using Kimi.Generators.Diagnostics;
using Kimi.Generators.Validation;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Whether a team's sampler divides by the spread of levels where problems have none, so that all are at level 0: KIMI8011.</summary>
internal static class LevelSpreadRule
{
    /// <summary>Finds what is wrong with a sampler of a stage.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="sampler">The sampler.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        LocatedRecipe recipe, CheckedStage stage, INamedTypeSymbol sampler, TeamSources sources, CancellationToken cancellationToken)
    {
        var nodes = SourceNodes.Of(sampler, cancellationToken);
        foreach (var node in nodes)
        {
            if (node is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression, Right: var by } || !IsSpread(by))
                continue;
            if (IsThoughtOf(nodes) || !HaveNoLevels(recipe, stage, sources, cancellationToken))
                yield break;
            yield return (
                DiagnosticIds.Division,
                node.GetLocation(),
                $"{sampler.Name} divides by {by}, which is 0 where all problems have one level, and those of stage '{stage.Name}' have none: "
                + "say what holds in that case, or name the field of the levels where they are read");
        }
    }

    private static bool HaveNoLevels(LocatedRecipe recipe, CheckedStage stage, TeamSources sources, CancellationToken cancellationToken)
    {
        var prompts = stage.PromptSets.ToList();
        return prompts.Count > 0
            && (prompts.TrueForAll(input => recipe.Facts.Levels[input.Source] is { HasValue: true, Value: false })
                || (sources.OfProblems(stage) is { } made && made.All(each => TeamSources.NeverSets(each, "Level", cancellationToken))));
    }

    private static bool IsSpread(ExpressionSyntax by) => by switch
    {
        ParenthesizedExpressionSyntax inner => IsSpread(inner.Expression),
        CastExpressionSyntax cast => IsSpread(cast.Expression),
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value && IsSpread(value),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference => IsMember(difference.Left, "Hardest")
            && IsMember(difference.Right, "Easiest"),
        _ => false,
    };

    private static bool IsMember(ExpressionSyntax side, string name) => side switch
    {
        CastExpressionSyntax cast => IsMember(cast.Expression, name),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name,
        _ => false,
    };

    // Whoever compares, bounds or asks anything has thought of it.
    private static bool IsThoughtOf(IReadOnlyList<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is ConditionalExpressionSyntax or IfStatementSyntax or SwitchExpressionSyntax or SwitchStatementSyntax or IsPatternExpressionSyntax
                or IdentifierNameSyntax { Identifier.ValueText: "Max" or "Clamp" or "IsNaN" or "IsFinite" })
                return true;
        }

        return false;
    }
}

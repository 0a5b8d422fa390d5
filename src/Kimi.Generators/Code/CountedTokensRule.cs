using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a team's reward counts the tokens of the policy, and not those of its environment too, and asks for a length that the stage allows: KIMI8032.
/// </summary>
internal static class CountedTokensRule
{
    private const string Limit = "MaxResponseTokens";

    // By which single tokens are looked at.
    private static readonly HashSet<string> _ofEach = new(StringComparer.Ordinal)
    {
        "Logprobs", "TokensWhere", "Episode", "EnvironmentTurn", "Turns", "Segments", "AllTokens",
    };

    /// <summary>Finds what is wrong with a reward.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="stages">The stages that it judges for.</param>
    /// <param name="isRaised">Whether a limit may be another elsewhere for a reward of a name: in a file of the project, or in another recipe.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        INamedTypeSymbol reward, IReadOnlyList<CheckedStage> stages, Func<string, string, bool> isRaised, CancellationToken cancellationToken) =>
        from judge in JudgeSyntax.Of(reward, cancellationToken)
        from found in stages.Any(ActsInAnEnvironment) ? Foreign(reward, judge, stages) : OutOfReach(reward, judge, stages, isRaised)
        select found;

    private static bool ActsInAnEnvironment(CheckedStage stage) => stage.Components.Any(part => part.Component == ComponentKind.Environment);

    private static IEnumerable<(string Id, Location Place, string Sentence)> Foreign(
        INamedTypeSymbol reward, JudgeSyntax judge, IReadOnlyList<CheckedStage> stages) =>
        judge.Method.DescendantNodes().Any(node => node is ElementAccessExpressionSyntax { Expression: var on } && judge.IsMember(on, "Tokens")
            || node is IdentifierNameSyntax name && _ofEach.Contains(name.Identifier.ValueText))
            ? []
            : from node in judge.Method.DescendantNodes()
              where IsCount(node, judge) && IsWeighed(node)
              select (
                  DiagnosticIds.CountedTokens,
                  node.GetLocation(),
                  $"{reward.Name} counts {node}, among which are those that the environment of stage '{stages.First(ActsInAnEnvironment).Name}' wrote: "
                  + $"count {judge.Rollout}.Length, which is the policy's own");

    private static bool IsCount(SyntaxNode node, JudgeSyntax judge) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count", Parent: not InvocationExpressionSyntax, Expression: var on } =>
            judge.IsMember(on, "Tokens"),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } call } =>
            judge.IsMember(call.Expression, "Tokens"),
        _ => false,
    };

    // Calculated with, or compared.
    private static bool IsWeighed(SyntaxNode count)
    {
        var outer = count.Parent;
        while (outer is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            outer = outer.Parent;
        return outer is BinaryExpressionSyntax { Parent: not ForStatementSyntax } sum && !sum.IsKind(SyntaxKind.EqualsExpression)
            || outer is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && call.Expression.ToString().StartsWith("Math.", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Id, Location Place, string Sentence)> OutOfReach(
        INamedTypeSymbol reward, JudgeSyntax judge, IReadOnlyList<CheckedStage> stages, Func<string, string, bool> isRaised)
    {
        var limits = stages.Select(stage => (Stage: stage, Most: stage.Part[Limit]?.Number)).ToList();
        if (limits.Any(limit => limit.Most is null))
            return [];
        var longest = limits.OrderByDescending(limit => limit.Most).First();
        return from compared in judge.Method.DescendantNodes().OfType<BinaryExpressionSyntax>()
               let asked = Asked(compared, judge, reward)
               where asked is not null && (asked.Value.IsAbove ? asked.Value.Number >= longest.Most : asked.Value.Number > longest.Most)
                   && !isRaised(reward.Name, Limit)
               select (
                   DiagnosticIds.CountedTokens,
                   compared.GetLocation(),
                   $"{reward.Name} asks for {compared}, and {Limit} of stage '{longest.Stage.Name}' is "
                   + $"{longest.Most!.Value.ToString(CultureInfo.InvariantCulture)}, so it is the same for every response: "
                   + "compare with less than that");
    }

    // How many tokens a response is to have more than, or as many as.
    private static (double Number, bool IsAbove)? Asked(BinaryExpressionSyntax compared, JudgeSyntax judge, INamedTypeSymbol reward)
    {
        var isLeft = IsLength(compared.Left, judge);
        if (!isLeft && !IsLength(compared.Right, judge))
            return null;
        bool? isAbove = (compared.Kind(), isLeft) switch
        {
            (SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression, true) => true,
            (SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanOrEqualExpression, false) => true,
            (SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LessThanExpression, true) => false,
            (SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression, false) => false,
            _ => null,
        };
        return isAbove is { } above && Number(isLeft ? compared.Right : compared.Left, reward) is { } number ? (number, above) : null;
    }

    private static bool IsLength(ExpressionSyntax side, JudgeSyntax judge) => judge.IsMember(side, "Length") || IsCount(side, judge);

    // A number, or a constant of the reward itself.
    private static double? Number(ExpressionSyntax side, INamedTypeSymbol reward) => side switch
    {
        LiteralExpressionSyntax { Token.Value: int number } => number,
        ParenthesizedExpressionSyntax inner => Number(inner.Expression, reward),
        IdentifierNameSyntax name => reward.GetMembers(name.Identifier.ValueText).OfType<IFieldSymbol>()
            .Select(field => field.ConstantValue is int number ? number : (double?)null).FirstOrDefault(),
        _ => null,
    };
}

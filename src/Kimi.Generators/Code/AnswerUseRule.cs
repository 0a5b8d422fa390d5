using Kimi.Generators.Diagnostics;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a recipe whose problems have answers looks at them: KIMI8001 where no reward of it does, and KIMI8028 where the only reward of a stage takes a
/// response for right that has a number anywhere.
/// </summary>
internal static class AnswerUseRule
{
    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="rewards">The rewards of a team's own, by stage.</param>
    /// <param name="sources">The sources of the recipe's problems that are its own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedRecipe recipe, IReadOnlyList<StageComponent> rewards, IReadOnlyList<INamedTypeSymbol> sources,
        CancellationToken cancellationToken) =>
        rewards.Count == 0 || sources.Count == 0 || !sources.All(source => AnswerFormRule.Answers(source, cancellationToken).Any(IsThere))
            ? []
            : Unasked(recipe, rewards, cancellationToken).Concat(Anywhere(rewards, sources, cancellationToken));

    // A record must have one, which is empty where there is none.
    private static bool IsThere(ExpressionSyntax answer) => answer.ToString() is not ("\"\"" or "string.Empty");

    // A reward for a form stands beside one for answers, in the same stage or in an evaluation.
    private static IEnumerable<(string Id, Location Place, string Sentence)> Unasked(
        CheckedRecipe recipe, IReadOnlyList<StageComponent> rewards, CancellationToken cancellationToken)
    {
        var judging = recipe.Stages.Where(stage => stage.Components.Any(IsReward)).ToList();
        if (judging.Any(stage => stage.Components.Count(IsReward) != rewards.Count(each => each.Stage == stage)) || !judging.Any(IsTraining))
            return [];
        var judged = rewards.Select(each => each.Component).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(reward => (Reward: reward, Judges: JudgeSyntax.Of(reward, cancellationToken).ToList())).ToList();
        return judged.All(each => each.Judges.Count == 1 && IsOwn(each.Reward) && !Uses(each.Judges[0]) && Score(each.Judges[0]) is not null)
            ? judged.Select(each => (
                DiagnosticIds.UnusedResponse,
                Score(each.Judges[0])!.GetLocation(),
                $"{each.Reward.Name} never looks at '{each.Judges[0].Problem}', and no other reward of the recipe does, so one and the same response earns "
                + "the score at every problem: compare with its answer, or put [ExactAnswerReward] beside it"))
            : [];
    }

    private static bool IsReward(CheckedPart part) => part.Component == ComponentKind.Reward;

    private static bool IsTraining(CheckedStage stage) => stage.Components.Any(part => part.Component == ComponentKind.Objective);

    /// <summary>Whether a reward gets nothing in its constructor that may know problems.</summary>
    public static bool IsOwn(INamedTypeSymbol reward) => reward.BaseType?.SpecialType == SpecialType.System_Object
        && reward.InstanceConstructors.All(constructor => constructor.Parameters.All(parameter => parameter.Type.Name.EndsWith("Attribute")));

    /// <summary>Whether a reward looks at the problem, or gives it or the whole response to something that may.</summary>
    public static bool Uses(JudgeSyntax judge) => judge.Method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
        name.Identifier.ValueText == judge.Problem || name.Identifier.ValueText is "ProblemId" or "PromptTokens" or "PromptImages"
        || (name.Identifier.ValueText == judge.Rollout && name.Parent is ArgumentSyntax));

    private static SyntaxNode? Score(JudgeSyntax judge) => judge.Method.DescendantNodes().FirstOrDefault(node => node switch
    {
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Verdict" } } scored } =>
            scored.Right.Identifier.ValueText == "Scored",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Verdict" } } call } =>
            call.Name.Identifier.ValueText == "Of",
        _ => false,
    });

    private static IEnumerable<(string Id, Location Place, string Sentence)> Anywhere(
        IReadOnlyList<StageComponent> rewards, IReadOnlyList<INamedTypeSymbol> sources,
        CancellationToken cancellationToken) =>
        from each in rewards
        where IsTraining(each.Stage) && each.Stage.Components.Count(IsReward) == 1 && sources.All(source => GivesNumbers(source, cancellationToken))
        from judge in JudgeSyntax.Of(each.Component, cancellationToken)
        let found = judge.Method.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => IsAll(call, judge))
        where found is not null
        select (
            DiagnosticIds.PartOfAnAnswer,
            found.GetLocation(),
            $"{each.Component.Name} takes any response for right that has {judge.Problem}.Answer somewhere, as 42 or a list of all numbers has 4: "
            + "compare what follows a marker, as [ExactAnswerReward] does");

    // Verdict.Of(response.Text.Contains(problem.Answer)), and nothing else in the method that could take it back.
    private static bool IsAll(InvocationExpressionSyntax call, JudgeSyntax judge) =>
        call is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Expression: var text },
            ArgumentList.Arguments: { Count: > 0 } asked,
        }
        && judge.IsWholeText(text) && judge.IsAnswer(asked[0].Expression) && !asked.Any(argument => argument.ToString().EndsWith("IgnoreCase"))
        && call.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax verdict } }
        && verdict.ToString() == "Verdict.Of"
        && judge.Method.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(other => other.Expression.ToString() == "Verdict.Of") == 1
        && !judge.Method.DescendantNodes().Any(node => node
            is IfStatementSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or ObjectCreationExpressionSyntax);

    // What a calculation gives, and no text around it.
    private static bool GivesNumbers(INamedTypeSymbol source, CancellationToken cancellationToken) =>
        AnswerFormRule.Answers(source, cancellationToken).All(answer =>
            Number(answer) is { } number && AnswerFormRule.Origins(number, source, cancellationToken).Any(IsCalculated));

    private static ExpressionSyntax? Number(ExpressionSyntax answer) => answer switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var number } } => number,
        InterpolatedStringExpressionSyntax { Contents: { Count: 1 } contents } when contents[0] is InterpolationSyntax only => only.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call when call.Expression.ToString().EndsWith(".Invariant")
            && arguments[0].Expression is InterpolatedStringExpressionSyntax => Number(arguments[0].Expression),
        _ => null,
    };

    private static bool IsCalculated(ExpressionSyntax number) => number switch
    {
        ParenthesizedExpressionSyntax inner => IsCalculated(inner.Expression),
        CastExpressionSyntax cast => IsCalculated(cast.Expression),
        BinaryExpressionSyntax sum => sum.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression && !sum.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken)),
        _ => false,
    };
}

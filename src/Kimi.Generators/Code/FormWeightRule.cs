using System.Globalization;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether the form of a response is worth more than its answer, by rewards of a team's own that never look at the problem beside <c>[FormatReward]</c>:
/// KIMI4012. What <c>[FormatReward]</c> alone gives is told by the rules that the start shares.
/// </summary>
internal static class FormWeightRule
{
    private const string Form = "Kimi.Dsl.FormatRewardAttribute";

    /// <summary>Finds what is wrong. Of a reward that takes anything in its constructor, it is not known what it goes by.</summary>
    /// <param name="rewards">The rewards of a team's own, by stage.</param>
    /// <param name="place">The place of a mark.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IReadOnlyList<StageComponent> rewards, Func<int, Location> place, CancellationToken cancellationToken)
    {
        CheckedStage? last = null;
        foreach (var stage in rewards.Select(each => each.Stage))
        {
            // Those of a stage stand together.
            if (stage != last && stage.Components.FirstOrDefault(part => part.Types.Contains(Form)) is { } form
                && stage.Components.Any(part => part.Component == ComponentKind.Objective)
                && Weights(stage, rewards, cancellationToken) is var (forms, given, answers) && answers > 0 && given > answers)
            {
                yield return (
                    Ids.PenaltyAboveReward,
                    place(form["Weight"] is { IsGiven: true } weight ? weight.Mark : form.Mark),
                    $"{Words.List([.. forms.Select(part => $"[{part.Label}]")], "and")} of stage '{stage.Name}' give {Text(given)} without a look at the "
                    + $"problem, more than the {Text(answers)} for the answer, so a wrong answer in that form beats a right one in another: "
                    + "lower their Weight, or raise those of the others");
            }

            last = stage;
        }
    }

    // What goes by the form, with what all of it gives, and what the answer does; null where that is not known, or no reward of the team's own is among them.
    private static (IReadOnlyList<CheckedPart> Forms, double Given, double Answers)? Weights(
        CheckedStage stage, IReadOnlyList<StageComponent> rewards, CancellationToken cancellationToken)
    {
        var forms = new List<CheckedPart>();
        var (given, answers, ofLanguage, total) = (0.0, 0.0, 0.0, 0.0);
        foreach (var part in stage.Components)
        {
            if (part.Component != ComponentKind.Reward)
                continue;
            if (part["Weight"]?.Number is not { } weight || IsForm(part, stage, rewards, cancellationToken) is not { } isForm)
                return null;
            total += weight;
            if (isForm)
                forms.Add(part);
            (given, answers) = isForm ? (given + weight, answers) : (given, answers + weight);
            if (part.Types.Contains(Form))
                ofLanguage += weight;
        }

        // A reward of the team's own that outweighs the answer by itself is what the policy is to learn, and the answer is not to suffer.
        return ofLanguage <= total - ofLanguage && given - ofLanguage <= answers ? (forms, given, answers) : null;
    }

    // Whether it is the form alone that a reward goes by; null where that is not known.
    private static bool? IsForm(CheckedPart part, CheckedStage stage, IReadOnlyList<StageComponent> rewards, CancellationToken cancellationToken)
    {
        if (part.Types.Contains(Form))
            return true;
        if (part.IsOfLanguage)
            return false;
        var own = rewards.FirstOrDefault(each => each.Stage == stage && part.Types.Any(type => IsOf(type, each.Component.Name)))?.Component;
        if (own is null)
            return null;
        var judges = JudgeSyntax.Of(own, cancellationToken).ToList();
        return judges.Count != 1 ? null
            : AnswerUseRule.Uses(judges[0]) ? false
            : AnswerUseRule.IsOwn(own) && !GivesLess(own, cancellationToken) ? true
            : null;
    }

    private static bool IsOf(string type, string name) =>
        type.EndsWith($".{name}>", StringComparison.Ordinal) || type.EndsWith($"<{name}>", StringComparison.Ordinal);

    // With a fraction in it, it may well never give all of its weight.
    private static bool GivesLess(INamedTypeSymbol reward, CancellationToken cancellationToken) => SourceNodes.Of(reward, cancellationToken).Any(node =>
        node is LiteralExpressionSyntax { Token.Value: double or float or decimal } literal
        && Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture) is > 0 and < 1);

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}

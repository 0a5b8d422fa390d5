using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a right response is always worth more than a wrong one, by what penalties can take of it, and by what its form alone earns: KIMI4012.
/// </summary>
internal static class PenaltyRule
{
    /// <summary>Finds what is wrong. A stage whose rewards or penalties have weights that are not known is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from problem in new[] { Check(stage), Form(stage) }
        where problem is not null
        select problem;

    private static Finding? Form(CheckedStage stage)
    {
        var rewards = stage.Components.Where(component => component.Component == Declarations.ComponentKind.Reward).ToList();
        var forms = rewards.Where(reward => reward.Types.Contains("Kimi.Dsl.FormatRewardAttribute")).ToList();
        if (forms.Count == 0 || forms.Count == rewards.Count || rewards.Any(reward => reward["Weight"]?.Number is null))
            return null;
        var (form, answer) = (forms.Sum(reward => reward["Weight"]!.Number!.Value), rewards.Except(forms).Sum(reward => reward["Weight"]!.Number!.Value));
        var heaviest = forms.OrderByDescending(reward => reward["Weight"]!.Number).First();
        return form <= answer || answer == 0
            ? null
            : new(
                Ids.PenaltyAboveReward,
                heaviest["Weight"]!.IsGiven ? heaviest["Weight"]!.Mark : heaviest.Mark,
                $"[{heaviest.Label}] of stage '{stage.Name}' gives {Text(form)} for the form of a response, more than the {Text(answer)} for what it says, "
                + "so a wrong answer in that form beats a right one in another: lower its Weight, or raise those of the others")
            {
                Causes = [.. rewards.Select(reward => reward["Weight"]!.Mark)],
            };
    }

    private static Finding? Check(CheckedStage stage)
    {
        var taken = Taken(stage).ToList();
        var rewards = stage.Components.Where(component => component.Component == Declarations.ComponentKind.Reward).ToList();
        if (taken.Count == 0 || rewards.Count == 0 || rewards.Any(reward => reward["Weight"]?.Number is null))
            return null;
        var (most, given) = (taken.Sum(penalty => penalty.Most), rewards.Sum(reward => reward["Weight"]!.Number!.Value));
        if (most <= given)
            return null;
        var values = taken.Select(penalty => penalty.Part["Weight"]!).OrderByDescending(value => value.Number).ToList();
        var worst = taken.OrderByDescending(penalty => penalty.Most).First();
        return new(
            Ids.PenaltyAboveReward,
            values.FirstOrDefault(value => value.IsGiven)?.Mark ?? worst.Part.Mark,
            $"{Words.List([.. taken.Select(penalty => $"[{penalty.Part.Label}]")], "and")} of stage '{stage.Name}' can take {Text(most)} "
            + $"from a right response, more than the {Text(given)} that its rewards give, so a wrong one may do better: "
            + "lower the weight, or raise those of the rewards")
        {
            Causes = [.. values.Select(value => value.Mark), .. rewards.Select(reward => reward["Weight"]!.Mark)],
        };
    }

    private static IEnumerable<(CheckedPart Part, double Most)> Taken(CheckedStage stage) =>
        from component in stage.Components
        from option in component.Declaration.OptionsWith("TakesAway")
        let share = option.Find("TakesAway")
        where share is not null
        let weight = component[option.Name]
        where weight is { Number: > 0 } && Operands.IsAllowed(component, option.Name, weight)
        select (component, weight.Number!.Value * Convert.ToDouble(share.Arguments[0], CultureInfo.InvariantCulture));

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether old segments of responses train by an objective that has no ratio to correct for their age: KIMI5011.</summary>
internal static class SegmentAgeRule
{
    // As many as [PolicyGradient] lets a stage take in one iteration.
    private const double MostSteps = 15;

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Components.Count > 0
        let partial = stage.Components.FirstOrDefault(component => component.Types.Contains("Kimi.Dsl.PartialRolloutsAttribute"))
        where partial is not null && !stage.Components.Any(component => component.Types.Contains("Kimi.Dsl.CorrectionAttribute"))
        let objective = stage.Components.FirstOrDefault(component => component.Types.Contains("Kimi.Dsl.PolicyGradientAttribute"))
        let values = objective is null
            ? null
            : Operands.FindAll(stage, partial, ["MaxSegmentAge", "MaxAge", "TokenBudget", "MaxResponseTokens", "StepsPerIteration"])
                ?.Select(one => one.Value).ToList()
        where values is not null && values.Take(3).Any(value => value.IsGiven)
        let age = Oldest(values[0].Number!.Value, values[1].Number!.Value, values[3].Number!.Value / values[2].Number!.Value)
        where values[4].Number <= MostSteps && age * values[4].Number > MostSteps
        select new Finding(
            Ids.Futile,
            Operands.Place(partial, values),
            $"[{partial.Label}] on stage '{stage.Name}' trains on segments up to {age.ToString(CultureInfo.InvariantCulture)} iterations old, and "
            + $"[{objective.Label}] has no ratio to correct for that: lower MaxSegmentAge, such as to PartialRolloutsAttribute.CurrentSegmentOnly, or take an "
            + "objective with a ratio, or a correction")
        {
            Causes = [.. values.Select(value => value.Mark)],
        };

    // A response takes as many iterations as its budget goes into it, and its last segment is of the last.
    private static double Oldest(double segment, double response, double iterations) => Math.Min(Math.Min(segment, response), Math.Ceiling(iterations) - 1);
}

using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a number of right attempts has a pass rate that is kept: KIMI5007.</summary>
internal static class PassRateRule
{
    private const double Tolerance = 1e-9;

    /// <summary>Finds what is wrong. k of n attempts give the rates 0, 1/n, 2/n, … and 1.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Part.Types.Contains("Kimi.Dsl.CuratePromptsAttribute")
        let values = Operands.FindAll(stage, stage.Part, ["MinPassRate", "MaxPassRate", "SamplesPerPrompt"])
        where values is not null && values.Any(value => value.Value.IsGiven)
        let least = values[0].Value.Number!.Value
        let most = values[1].Value.Number!.Value
        let attempts = values[2].Value.Number!.Value
        where least <= most && Math.Ceiling((least * attempts) - Tolerance) > Math.Floor((most * attempts) + Tolerance)
        select new Finding(
            Ids.Bound,
            Operands.Place(stage.Part, values.Select(value => value.Value)),
            $"no number of right attempts among {attempts.ToString(CultureInfo.InvariantCulture)} SamplesPerPrompt of stage '{stage.Name}' has a rate "
            + $"from {values[0].Value.Text} to {values[1].Value.Text}, so no problem is kept: widen MinPassRate and MaxPassRate, or raise SamplesPerPrompt")
        {
            Causes = [.. values.Select(value => value.Value.Mark)],
        };
}

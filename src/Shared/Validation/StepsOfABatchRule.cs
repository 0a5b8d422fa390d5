using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether an iteration takes so many steps on single problems that the ratios to the policy which sampled their responses explode: KIMI5011. Mirror descent,
/// whose steps are meant to be off the policy, is bounded by its own term.
/// </summary>
internal static class StepsOfABatchRule
{
    private const double ManySteps = 16;
    private const double FewPrompts = 2;
    private const double FewResponses = 8;

    private static readonly string[] _byRatios =
        ["Kimi.Dsl.GrpoAttribute", "Kimi.Dsl.DrGrpoAttribute", "Kimi.Dsl.DapoAttribute", "Kimi.Dsl.GspoAttribute", "Kimi.Dsl.CispoAttribute"];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe)
    {
        foreach (var stage in recipe.Stages)
        {
            // A single iteration is what somebody tries out.
            if (stage.Part["StepsPerIteration"] is not { IsGiven: true, Number: > ManySteps and var count } steps
                || stage.Part["PromptsPerIteration"] is not { Number: { } drawn } prompts || stage.Part["Iterations"] is not { Number: > 1 }
                || stage.Part["SamplesPerPrompt"] is not { Number: { } samples } || drawn < count || drawn / count >= FewPrompts
                || drawn / count * samples > FewResponses || stage.Components.FirstOrDefault(part => _byRatios.Contains(part.Types[0])) is not { } objective)
                continue;
            yield return new(
                Ids.Futile,
                steps.Mark,
                $"StepsPerIteration of stage '{stage.Name}' is {steps.Text}, so each step has the responses to {Text(drawn / count)} "
                + $"of {prompts.Text} problems, and the last ones are far from the policy that sampled them, of which [{objective.Label}] clips most: "
                + "take a few steps, such as 4, of more problems each")
            {
                Causes = [steps.Mark, prompts.Mark],
            };
        }
    }

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

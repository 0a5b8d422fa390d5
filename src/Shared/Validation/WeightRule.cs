using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every reward, penalty and share counts for something: KIMI4007.</summary>
internal static class WeightRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) => Weights(recipe).Concat(Shares(recipe));

    private static IEnumerable<Finding> Weights(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from option in part.Declaration.OptionsWith("Weight")
        let value = part[option.Name]
        where value is { Number: 0 } && InertRule.Matters(stage, part, option)
        select new Finding(
            Ids.ZeroWeight, value.Mark, $"{option.Name} of [{part.Label}] is 0, so it counts for nothing: give it a weight above 0, or remove it")
        {
            Causes = [value.Mark],
        };

    private static IEnumerable<Finding> Shares(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.OptionsWith("Shares")
        let shares = option.Find("Shares")
        where shares is not null && stage.Part[option.Name] is { Numbers.Count: > 1 }
        let value = stage.Part[option.Name]
        let inputs = stage.Inputs.Where(input => input.Source.Output == new ArtifactType((string)shares.Arguments[0]!)).ToList()
        where inputs.Count == value.Numbers.Count
        from input in inputs.Select((input, place) => (input.Name, Place: place))
        where value.Numbers[input.Place] == 0 && !HasShareElsewhere(stage.Part, shares, option.Name, input.Place)
        select new Finding(
            Ids.ZeroWeight, value.Mark,
            $"{option.Name} {value.Text} of stage '{stage.Name}' gives '{input.Name}' no share, so it counts for nothing: "
            + "give it a share above 0, or remove it")
        {
            Causes = [value.Mark],
        };

    // Shares that change have two ends; no shares at all are equal ones.
    private static bool HasShareElsewhere(CheckedPart part, DeclaredAttribute shares, string option, int place) =>
        (shares.Text("From") is { Length: > 0 } from && part[from] is not { Numbers.Count: > 0 })
        || part.Declaration.Options.Any(other => other.Name != option && other.Find("Shares") is not null
            && part[other.Name] is { } value && value.Numbers.Count > place && value.Numbers[place] > 0);
}

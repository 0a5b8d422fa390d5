using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether there is one share for each artifact, and whether they sum to 1: KIMI5005.</summary>
internal static class ShareRule
{
    private const double Tolerance = 1e-6;

    /// <summary>Finds what is wrong. No share at all means equal ones.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from option in part.Declaration.OptionsWith("Shares")
        let shares = option.Find("Shares")
        where shares is not null
        let value = part[option.Name]
        where value is { Numbers.Count: > 0 }
        let type = new ArtifactType((string)shares.Arguments[0]!)
        let fault = Fault(value.Numbers, stage.Inputs.Count(input => input.Source.Output == type), type)
        where fault is not null
        select new Finding(Ids.MergeShares, value.Mark, $"{option.Name} {value.Text} of stage '{stage.Name}' {fault}") { Causes = [value.Mark] };

    private static string? Fault(IReadOnlyList<double> shares, int artifacts, ArtifactType type)
    {
        if (shares.Count != artifacts)
            return $"{(shares.Count == 1 ? "is 1 share" : $"are {shares.Count} shares")} for {artifacts} {(artifacts == 1 ? type.Noun : type.Nouns)}: "
                + "give one for each, summing to 1";
        // Written so that NaN does not count as a sum.
        return Math.Abs(shares.Sum() - 1) <= Tolerance ? null : $"sum to {shares.Sum().ToString("0.######", CultureInfo.InvariantCulture)}: make them sum to 1";
    }
}

using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether bands of hashes find the near duplicates that they are to find: KIMI5007.</summary>
/// <remarks>Documents of similarity s agree in one of b bands of r hashes with probability 1 − (1 − s^r)^b (Leskovec et al., chapter 3.4).</remarks>
internal static class BandRule
{
    private const double LeastChance = 0.5;

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Components
        where part.Types.Contains("Kimi.Dsl.NearDuplicatesAttribute")
        let values = Operands.FindAll(stage, part, ["Similarity", "Bands", "HashesPerBand"])
        where values is not null && values.Any(value => value.Value.IsGiven)
        let chance = Chance(values[0].Value.Number!.Value, values[1].Value.Number!.Value, values[2].Value.Number!.Value)
        where chance < LeastChance
        select new Finding(
            Ids.Bound,
            Operands.Place(part, values.Select(value => value.Value)),
            $"[{part.Label}] on stage '{stage.Name}' finds {(100 * chance).ToString("0.#", CultureInfo.InvariantCulture)}% of the documents "
            + $"that have the Similarity of {values[0].Value.Text}, "
            + $"by {values[1].Value.Text} Bands of {values[2].Value.Text} hashes: raise Bands or Similarity, or lower HashesPerBand")
        {
            Causes = [.. values.Select(value => value.Value.Mark)],
        };

    private static double Chance(double similarity, double bands, double hashes) => 1 - Math.Pow(1 - Math.Pow(similarity, hashes), bands);
}

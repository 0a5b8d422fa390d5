using Kimi.Runtime.Hosting;

namespace Kimi.Runtime.Reports;

/// <summary>Curves of several seeds: their mean and standard deviation at each x that all have.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation at each point; NaN for one seed.</param>
internal sealed record Band(Curve Mean, IReadOnlyList<double> Deviation)
{
    private const int MostPoints = 240;

    /// <summary>Whether there is a deviation to draw.</summary>
    public bool HasWidth => Deviation.Count > 0 && !double.IsNaN(Deviation[0]);

    /// <summary>Of at least one curve.</summary>
    /// <param name="curves">The curves, one a seed.</param>
    public static Band Of(IEnumerable<Curve> curves)
    {
        var seeds = curves.Select(curve => curve.Thinned(MostPoints)).ToList();
        var values = seeds.Select(curve => new Dictionary<double, double>(curve.X.Zip(curve.Y, KeyValuePair.Create))).ToList();
        var shared = seeds[0].X.Where(x => values.All(seed => seed.ContainsKey(x))).ToList();
        var spreads = shared.Select(x => Spread.Of([.. values.Select(seed => seed[x])])).ToList();
        return new(new(shared, [.. spreads.Select(spread => spread.Mean)]), [.. spreads.Select(spread => spread.Deviation)]);
    }
}

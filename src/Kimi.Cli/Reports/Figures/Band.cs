using Kimi.Cli.Metrics;

namespace Kimi.Cli.Reports.Figures;

/// <summary>Curves of several seeds: their mean and standard deviation at each x that all of them have.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation at each point; NaN for one seed.</param>
internal sealed record Band(Curve Mean, IReadOnlyList<double> Deviation)
{
    private const int MostPoints = 240;

    /// <summary>Whether there is a deviation to draw.</summary>
    public bool HasWidth => Deviation.Count > 0 && !double.IsNaN(Deviation[0]);

    /// <summary>From at least one curve.</summary>
    /// <param name="curves">The curves, one per seed.</param>
    public static Band Of(IEnumerable<Curve> curves)
    {
        var seeds = curves.ToList();
        var values = seeds.Select(curve => new Dictionary<double, double>(curve.X.Zip(curve.Y, KeyValuePair.Create))).ToList();
        var shared = seeds[0].X.Where(x => values.All(seed => seed.ContainsKey(x))).ToList();

        // Thinned only now: thinned curves of different lengths would have no point in common.
        var thinned = values.Select(seed => new Curve(shared, [.. shared.Select(x => seed[x])]).Thinned(MostPoints)).ToList();
        var spreads = thinned[0].X.Select((_, point) => Spread.Of([.. thinned.Select(seed => seed.Y[point])])).ToList();
        return new(new(thinned[0].X, [.. spreads.Select(spread => spread.Mean)]), [.. spreads.Select(spread => spread.Deviation)]);
    }

    /// <summary>The same values, over those of another curve at the same x.</summary>
    /// <param name="other">The curve that gives x.</param>
    public Band Over(Curve other) => new(other.Against(Mean), other.Against(Mean with { Y = Deviation }).Y);
}

using MathNet.Numerics.Distributions;

namespace Kimi.Cli.Metrics;

/// <summary>
/// How much higher a metric is in one arm than in another, seed by seed, so that effects common to both arms cancel. The interval is Student's at 95%,
/// mean ± t(0.975, n − 1) · deviation / √n.
/// </summary>
/// <param name="Count">How many seeds both have.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="StandardError">Its standard error; NaN for one seed.</param>
/// <param name="Low">The interval's lower end; NaN for one seed.</param>
/// <param name="High">Its upper end; NaN for one seed.</param>
internal sealed record PairedDifference(int Count, double Mean, double StandardError, double Low, double High)
{
    private const double UpperTail = 0.975;
    private const double Power = 0.8;
    private const int MostSeeds = 1_000;

    // By the number of seeds, from two on, in standard errors; the sum of the two quantiles is the usual approximation of the noncentral distribution.
    private static readonly Lazy<double[]> s_reaches = new(() =>
        [.. Enumerable.Range(2, MostSeeds - 1).Select(seeds => StudentT.InvCDF(0, 1, seeds - 1, UpperTail) + StudentT.InvCDF(0, 1, seeds - 1, Power))]);

    /// <summary>The smallest true difference that as many seeds show four times in five (power 80%, two-sided 5%); NaN for one seed.</summary>
    public double Detectable => Count > 1 ? Reach(Count) * StandardError : double.NaN;

    /// <summary>How many seeds would show a true difference of this size four times in five; null for one seed, no difference, or over a thousand.</summary>
    public int? SeedsNeeded
    {
        get
        {
            var deviation = StandardError * Math.Sqrt(Count);
            if (Count < 2 || Mean == 0)
                return null;
            for (var seeds = 2; seeds <= MostSeeds; seeds++)
            {
                if (Math.Abs(Mean) >= Reach(seeds) * deviation / Math.Sqrt(seeds))
                    return seeds;
            }

            return null;
        }
    }

    /// <summary>From the seeds that both arms have; at least one.</summary>
    public static PairedDifference Of(IReadOnlyDictionary<int, double> values, IReadOnlyDictionary<int, double> baseline)
    {
        var spread = Spread.Of([.. values.Where(entry => baseline.ContainsKey(entry.Key)).Select(entry => entry.Value - baseline[entry.Key])]);
        var standardError = spread.Deviation / Math.Sqrt(spread.Count);
        var half = spread.Count > 1 ? StudentT.InvCDF(0, 1, spread.Count - 1, UpperTail) * standardError : double.NaN;
        return new(spread.Count, spread.Mean, standardError, spread.Mean - half, spread.Mean + half);
    }

    private static double Reach(int seeds) => s_reaches.Value[Math.Min(seeds, MostSeeds) - 2];
}

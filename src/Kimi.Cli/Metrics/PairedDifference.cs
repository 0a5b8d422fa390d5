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

    /// <summary>From the seeds that both arms have; at least one.</summary>
    public static PairedDifference Of(IReadOnlyDictionary<int, double> values, IReadOnlyDictionary<int, double> baseline)
    {
        var spread = Spread.Of([.. values.Where(entry => baseline.ContainsKey(entry.Key)).Select(entry => entry.Value - baseline[entry.Key])]);
        var standardError = spread.Deviation / Math.Sqrt(spread.Count);
        var half = spread.Count > 1 ? StudentT.InvCDF(0, 1, spread.Count - 1, UpperTail) * standardError : double.NaN;
        return new(spread.Count, spread.Mean, standardError, spread.Mean - half, spread.Mean + half);
    }
}

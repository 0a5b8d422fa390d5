namespace Kimi.Cli.Metrics;

/// <summary>A metric's values over seeds.</summary>
/// <param name="Count">How many seeds there are.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation over seeds, from Σ(x − mean)² / (n − 1); NaN for one seed.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
internal sealed record Spread(int Count, double Mean, double Deviation, double Least, double Most)
{
    /// <summary>From at least one value.</summary>
    public static Spread Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var deviation = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : double.NaN;
        return new(values.Count, mean, deviation, values.Min(), values.Max());
    }
}

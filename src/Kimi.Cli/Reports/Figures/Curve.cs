namespace Kimi.Cli.Reports.Figures;

/// <summary>The points of one series, in order.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">The values, as many.</param>
internal sealed record Curve(IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>No points.</summary>
    public static Curve Empty { get; } = new([], []);

    /// <summary>How many points there are.</summary>
    public int Count => X.Count;

    /// <summary>
    /// The slope of the straight line with the least squared distance in y: Σ (x − mean x)(y − mean y) / Σ (x − mean x)². NaN if all points have the same x.
    /// </summary>
    public double Slope
    {
        get
        {
            if (Count == 0)
                return double.NaN;
            var (meanX, meanY) = (X.Average(), Y.Average());
            return X.Zip(Y, (x, y) => (x - meanX) * (y - meanY)).Sum() / X.Sum(x => (x - meanX) * (x - meanX));
        }
    }

    /// <summary>Shares in per cent.</summary>
    public Curve Percent => this with { Y = [.. Y.Select(share => 100 * share)] };

    /// <summary>The running sum: tokens of each iteration become tokens so far.</summary>
    public Curve Accumulated
    {
        get
        {
            var sum = 0.0;
            return this with { Y = [.. Y.Select(value => sum += value)] };
        }
    }

    /// <summary>This curve's values against another's at the same x: <c>tokens.Against(accuracy)</c> has tokens as x and accuracy as y.</summary>
    /// <param name="other">The curve that gives y.</param>
    public Curve Against(Curve other)
    {
        var values = new Dictionary<double, double>(other.X.Zip(other.Y, KeyValuePair.Create));
        var both = Enumerable.Range(0, Count).Where(i => values.ContainsKey(X[i])).ToList();
        return new([.. both.Select(i => Y[i])], [.. both.Select(i => values[X[i]])]);
    }

    /// <summary>The points of all curves, one after the other.</summary>
    /// <param name="curves">The curves.</param>
    public static Curve Joined(IEnumerable<Curve> curves)
    {
        var parts = curves.ToList();
        return new([.. parts.SelectMany(part => part.X)], [.. parts.SelectMany(part => part.Y)]);
    }

    /// <summary>At most the given number of points, as means of neighbours.</summary>
    /// <param name="most">How many.</param>
    public Curve Thinned(int most)
    {
        var size = (Count + most - 1) / most;
        return size <= 1 ? this : new([.. X.Chunk(size).Select(part => part.Average())], [.. Y.Chunk(size).Select(part => part.Average())]);
    }
}

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>A set of real numbers, as intervals that do not touch, in order. A point is an interval from itself to itself.</summary>
/// <param name="Intervals">The intervals.</param>
internal sealed record RealSet(IReadOnlyList<RealSet.Interval> Intervals)
{
    private const double Relative = 1e-9;

    /// <summary>All real numbers.</summary>
    public static RealSet All { get; } = new([new(double.NegativeInfinity, false, double.PositiveInfinity, false)]);

    /// <summary>No number.</summary>
    public static RealSet Empty { get; } = new([]);

    /// <summary>One interval; empty where its ends are the wrong way round.</summary>
    /// <param name="low">Its lower end.</param>
    /// <param name="hasLow">Whether the lower end belongs to it.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="hasHigh">Whether the upper end belongs to it.</param>
    public static RealSet Of(double low, bool hasLow, double high, bool hasHigh) =>
        low > high || (Same(low, high) && !(hasLow && hasHigh)) ? Empty : new([new(low, hasLow, high, hasHigh)]);

    /// <summary>What is in either.</summary>
    /// <param name="other">The other set.</param>
    public RealSet Union(RealSet other)
    {
        List<Interval> merged = [];
        foreach (var next in Intervals.Concat(other.Intervals).OrderBy(interval => interval.Low).ThenBy(interval => !interval.HasLow))
        {
            if (merged is [.., var last] && (next.Low < last.High || (Same(next.Low, last.High) && (next.HasLow || last.HasHigh))))
                merged[^1] = last.Extended(next);
            else
                merged.Add(next);
        }

        return new(merged);
    }

    /// <summary>What is in both.</summary>
    /// <param name="other">The other set.</param>
    public RealSet Intersection(RealSet other) => Complement().Union(other.Complement()).Complement();

    /// <summary>What is in this set and not in another.</summary>
    /// <param name="other">The other set.</param>
    public RealSet Difference(RealSet other) => Intersection(other.Complement());

    /// <summary>Whether both have the same numbers.</summary>
    /// <param name="other">The other set.</param>
    public bool IsSame(RealSet other) => Intervals.Count == other.Intervals.Count && Intervals.Zip(other.Intervals).All(pair =>
        Same(pair.First.Low, pair.Second.Low) && Same(pair.First.High, pair.Second.High)
        && pair.First.HasLow == pair.Second.HasLow && pair.First.HasHigh == pair.Second.HasHigh);

    private RealSet Complement()
    {
        List<Interval> gaps = [];
        var (low, hasLow) = (double.NegativeInfinity, false);
        foreach (var interval in Intervals)
        {
            gaps.AddRange(Of(low, hasLow, interval.Low, !interval.HasLow && double.IsFinite(interval.Low)).Intervals);
            (low, hasLow) = (interval.High, !interval.HasHigh && double.IsFinite(interval.High));
        }

        gaps.AddRange(Of(low, hasLow, double.PositiveInfinity, false).Intervals);
        return new(gaps);
    }

    private static bool Same(double left, double right) =>
        left.Equals(right) || (double.IsFinite(left - right) && Math.Abs(left - right) <= Relative * Math.Max(Math.Abs(left), Math.Abs(right)));

    /// <summary>An interval.</summary>
    /// <param name="Low">Its lower end.</param>
    /// <param name="HasLow">Whether the lower end belongs to it.</param>
    /// <param name="High">Its upper end.</param>
    /// <param name="HasHigh">Whether the upper end belongs to it.</param>
    internal readonly record struct Interval(double Low, bool HasLow, double High, bool HasHigh)
    {
        /// <summary>This and another that touches it, from where this begins.</summary>
        /// <param name="next">The other.</param>
        public Interval Extended(Interval next) =>
            Same(next.High, High) ? this with { HasHigh = HasHigh || next.HasHigh }
            : next.High > High ? this with { High = next.High, HasHigh = next.HasHigh }
            : this;
    }
}

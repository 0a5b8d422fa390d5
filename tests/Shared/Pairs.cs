namespace Kimi.Tests;

/// <summary>Pairs of what a test expects and what it got.</summary>
internal static class Pairs
{
    /// <summary>Pairs two sequences. Unlike <c>Zip</c>, it fails if one is shorter or both are empty, where a test would compare nothing.</summary>
    /// <param name="first">The first of each pair.</param>
    /// <param name="second">The second of each pair.</param>
    public static IEnumerable<(TFirst First, TSecond Second)> Paired<TFirst, TSecond>(this IEnumerable<TFirst> first, IEnumerable<TSecond> second)
    {
        var (all, others) = (first.ToList(), second.ToList());
        Assert.NotEmpty(all);
        Assert.Equal(all.Count, others.Count);
        return all.Zip(others);
    }
}

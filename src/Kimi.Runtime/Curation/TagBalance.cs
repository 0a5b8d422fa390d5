using Kimi.Dsl;

namespace Kimi.Runtime.Curation;

/// <summary>
/// Balances the kept problems over tags and difficulty (paper 2.1, which gives no method). No tag may have more than a share s of the problems: the most
/// problems c that a tag may have is the largest with c ≤ s · Σ min(count, c). If a tag has more, problems leave one by one, at random, from whichever tenth of
/// pass rates has the most at that moment. If there are too few tags for the share, all tags get equally many.
/// </summary>
internal static class TagBalance
{
    private const int PassRateBins = 10;

    /// <summary>The problems that leave.</summary>
    /// <param name="problems">The problems, with pass rates; the first tag of each counts.</param>
    /// <param name="share">The largest share of a tag.</param>
    /// <param name="random">Chooses.</param>
    public static IReadOnlyList<Problem> Leaving(IReadOnlyList<Problem> problems, double share, Random random)
    {
        var tags = problems.GroupBy(TagOf).ToList();
        var most = Most([.. tags.Select(tag => tag.Count())], share);
        return [.. tags.SelectMany(tag => Leaving([.. tag], tag.Count() - most, random))];
    }

    /// <summary>The tag by which a problem is balanced.</summary>
    public static string TagOf(Problem problem) => problem.Tags.Count > 0 ? problem.Tags[0] : "";

    /// <summary>The most problems that a tag may have.</summary>
    internal static int Most(IReadOnlyList<int> counts, double share)
    {
        var possible = Math.Max(share, 1.0 / Math.Max(1, counts.Count));
        for (var most = counts.DefaultIfEmpty(0).Max(); most > 0; most--)
        {
            // A share such as 1/3 is not exact in binary.
            if (most <= possible * counts.Sum(count => Math.Min(count, most)) + 1e-9)
                return most;
        }

        return 0;
    }

    private static IEnumerable<Problem> Leaving(Problem[] problems, int count, Random random)
    {
        random.Shuffle(problems);
        var bins = problems.GroupBy(problem => Math.Min(PassRateBins - 1, (int)((problem.PassRate ?? 0) * PassRateBins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new Queue<Problem>(bin))
            .ToList();
        for (; count > 0; count--)
            yield return bins.MaxBy(bin => bin.Count)!.Dequeue();
    }
}

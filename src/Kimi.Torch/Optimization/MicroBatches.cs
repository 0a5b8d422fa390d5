namespace Kimi.Torch.Optimization;

/// <summary>
/// The batches of a step. Every sequence of a batch takes as much space as its longest, so they are the runs of the sequences by length which take the least:
/// cost(j) = min over i &lt; j of cost(i) + (j - i)·length(j) + the cost of a batch.
/// </summary>
internal static class MicroBatches
{
    // What a batch costs beside its tokens, in tokens: calls that take as long for one token as for many.
    private const int TokensPerBatch = 256;

    /// <summary>Divides sequences.</summary>
    /// <param name="samples">The sequences.</param>
    /// <param name="length">Their lengths.</param>
    /// <param name="tokens">The most tokens of a batch, padding included; a longer sequence gets a batch of its own.</param>
    /// <returns>The batches, of shorter sequences first.</returns>
    public static IReadOnlyList<List<T>> Of<T>(IEnumerable<T> samples, Func<T, int> length, int tokens)
    {
        var sorted = samples.OrderBy(length).ToList();
        var costs = new long[sorted.Count + 1];
        var starts = new int[sorted.Count + 1];
        for (var end = 1; end <= sorted.Count; end++)
        {
            costs[end] = long.MaxValue;
            for (var start = end - 1; start >= 0; start--)
            {
                var space = (long)(end - start) * length(sorted[end - 1]);
                if (space > tokens && end - start > 1)
                    break;
                if (costs[start] + space + TokensPerBatch is var cost && cost < costs[end])
                    (costs[end], starts[end]) = (cost, start);
            }
        }

        var batches = new List<List<T>>();
        for (var end = sorted.Count; end > 0; end = starts[end])
            batches.Add(sorted[starts[end]..end]);
        batches.Reverse();
        return batches;
    }
}

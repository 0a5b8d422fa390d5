namespace Kimi.Runtime.Objectives;

/// <summary>Batches of pairs of sequences.</summary>
internal static class Pairs
{
    /// <summary>A batch in parts that are trained on in a pass each.</summary>
    /// <param name="batch">The pairs.</param>
    /// <param name="length">Gives the tokens of the longer sequence of a pair.</param>
    /// <param name="tokens">The most tokens of a part, padding included, though at least one pair; 0 for all in one.</param>
    public static IEnumerable<IReadOnlyList<T>> Parts<T>(IReadOnlyList<T> batch, Func<T, int> length, int tokens) =>
        tokens == 0 ? [batch] : batch.Chunk(Math.Max(1, tokens / (2 * batch.Max(length))));
}

using Kimi.Dsl;

namespace Kimi.Torch.Optimization;

/// <summary>
/// Batches of sequences of similar length, made again for each epoch: shuffle, sort by length within runs of 32 batches, shuffle the batches.
/// A function of seed and step, so that a resumed run needs no data position.
/// </summary>
/// <param name="lengths">The sequences' lengths.</param>
/// <param name="batchSize">Sequences per batch.</param>
/// <param name="seed">The seed.</param>
internal sealed class LengthBuckets(IReadOnlyList<int> lengths, int batchSize, ulong seed)
{
    private const int BatchesPerRun = 32;
    private readonly int _batchSize = Math.Min(batchSize, lengths.Count);
    private int _epoch = -1;
    private int[][] _batches = [];

    /// <summary>The indices of a step's sequences.</summary>
    public int[] Batch(int step)
    {
        var perEpoch = lengths.Count / _batchSize;
        var (epoch, index) = Math.DivRem(step, perEpoch);
        if (epoch != _epoch)
            (_epoch, _batches) = (epoch, Shuffled(epoch, perEpoch));
        return _batches[index];
    }

    private int[][] Shuffled(int epoch, int perEpoch)
    {
        var random = SeededRandom.Derive(seed, "epoch", epoch);
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(order);
        int[][] batches = [.. order.Take(perEpoch * _batchSize)
            .Chunk(_batchSize * BatchesPerRun)
            .SelectMany(run => run.OrderBy(index => lengths[index]).Chunk(_batchSize))];
        random.Shuffle(batches);
        return batches;
    }
}

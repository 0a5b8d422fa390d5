using Kimi.Dsl;

namespace Kimi.Torch.Optimization;

/// <summary>
/// Batches of rows that are filled with sequences one after another, made again for each epoch: shuffle, then put each sequence into the current row, or
/// begin a new one if it does not fit. A function of seed and step, so that a resumed run needs no data position.
/// </summary>
/// <param name="lengths">The sequences' lengths, none above <paramref name="rowLength"/>.</param>
/// <param name="rowLength">The most tokens in a row.</param>
/// <param name="rowsPerBatch">Rows per batch.</param>
/// <param name="seed">The seed.</param>
internal sealed class PackedRows(IReadOnlyList<int> lengths, int rowLength, int rowsPerBatch, ulong seed)
{
    private int _firstStep;
    private int _epoch;
    private int[][][]? _batches;

    /// <summary>The indices of the sequences in each row of a step's batch. Steps must be requested in ascending order.</summary>
    public int[][] Batch(int step)
    {
        _batches ??= Epoch(0);
        while (step >= _firstStep + _batches.Length)
        {
            _firstStep += _batches.Length;
            _batches = Epoch(++_epoch);
        }

        return _batches[step - _firstStep];
    }

    private int[][][] Epoch(int epoch)
    {
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        SeededRandom.Derive(seed, "epoch", epoch).Shuffle(order);
        var rows = new List<List<int>>();
        var room = 0;
        foreach (var index in order)
        {
            if (lengths[index] > room)
            {
                rows.Add([]);
                room = rowLength;
            }

            rows[^1].Add(index);
            room -= lengths[index];
        }

        return [.. rows.Select(row => row.ToArray()).Chunk(rowsPerBatch)];
    }
}

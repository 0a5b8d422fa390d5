using Kimi.Dsl;

namespace Kimi.Runtime.Data;

/// <summary>Why a row of a file is not in the set that a stage makes of it.</summary>
internal enum LeftOut
{
    /// <summary>An earlier row has the same prompt and answer.</summary>
    Repeated,

    /// <summary>An earlier row has the same prompt with another answer.</summary>
    OtherAnswer,

    /// <summary>It belongs to another split.</summary>
    OtherSplit,

    /// <summary>It has no answer, or a conversation does not end with the assistant's.</summary>
    EmptyAnswer,

    /// <summary>It is longer than the stage takes.</summary>
    TooLong,

    /// <summary>It has no tests.</summary>
    NoTests,
}

/// <summary>
/// What is kept of a file's rows: the first ones, or a sample of them in random order. The sample takes the rows with the least of random numbers that depend
/// on seed and row number alone, so it needs no more memory than it keeps, and is the same however the file is read.
/// </summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <param name="count">The most rows; 0 for all.</param>
/// <param name="seed">What the random order depends on; null for the file's order.</param>
internal sealed class RowSelection<T>(int count, ulong? seed)
{
    private readonly List<T> _inOrder = [];
    private readonly PriorityQueue<T, UInt128> _sample = new(Comparer<UInt128>.Create((first, second) => second.CompareTo(first)));
    private readonly int[] _leftOut = new int[Enum.GetValues<LeftOut>().Length];

    /// <summary>Whether nothing that comes later can be kept.</summary>
    public bool IsFull => count > 0 && _inOrder.Count == count;

    /// <summary>Counts a row that is left out.</summary>
    public void LeaveOut(LeftOut reason) => _leftOut[(int)reason]++;

    /// <summary>Offers a row.</summary>
    /// <param name="number">Its number in the file.</param>
    /// <param name="row">What it is.</param>
    public void Offer(long number, T row)
    {
        if (seed is not { } shuffled)
        {
            _inOrder.Add(row);
            return;
        }

        _sample.Enqueue(row, new(SeededRandom.DeriveSeed(shuffled, "row", number), (ulong)number));
        if (count > 0 && _sample.Count > count)
            _sample.Dequeue();
    }

    /// <summary>The rows that are kept, in their order. To be called once, at the end.</summary>
    public List<T> Take()
    {
        if (seed is null)
            return _inOrder;
        var last = new List<T>(_sample.Count);
        while (_sample.TryDequeue(out var row, out _))
            last.Add(row);
        last.Reverse();
        return last;
    }

    /// <summary>Records how many rows were left out, by reason: a set that is smaller than its file would surprise.</summary>
    public void Summarize(StageContext context)
    {
        foreach (var reason in Enum.GetValues<LeftOut>())
            context.Summarize($"leftOut{reason}", _leftOut[(int)reason]);
    }

    /// <summary>Whether anything is kept.</summary>
    public bool Any => _inOrder.Count + _sample.Count > 0;

    /// <summary>What was left out, in words that may follow others; empty if nothing was.</summary>
    public string Reasons => _leftOut.Sum() == 0 ? "" : $" ({string.Join(", ", Enum.GetValues<LeftOut>()
        .Where(reason => _leftOut[(int)reason] > 0)
        .Select(reason => $"{_leftOut[(int)reason]} {Words(reason)}"))})";

    private static string Words(LeftOut reason) => reason switch
    {
        LeftOut.Repeated => "repeated",
        LeftOut.OtherAnswer => "repeated with another answer",
        LeftOut.OtherSplit => "of another split",
        LeftOut.EmptyAnswer => "without an answer",
        _ => "too long",
    };
}

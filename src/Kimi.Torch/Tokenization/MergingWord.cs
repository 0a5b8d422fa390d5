namespace Kimi.Torch.Tokenization;

/// <summary>A word while its tokens are merged: a linked list, and a queue of the merges that may apply. A word of n tokens takes O(n log n).</summary>
internal sealed class MergingWord
{
    private const int None = -1;

    private readonly Dictionary<long, Merge> _merges;
    private readonly int[] _ids;
    private readonly int[] _previous;
    private readonly int[] _next;

    // The earliest merge first, and of those the leftmost.
    private readonly PriorityQueue<(int Place, int Id), ulong> _queue = new();

    /// <summary>Begins with the tokens of single characters.</summary>
    public MergingWord(List<int> characters, Dictionary<long, Merge> merges)
    {
        _merges = merges;
        _ids = [.. characters];
        (_previous, _next) = (new int[_ids.Length], new int[_ids.Length]);
        for (var place = 0; place < _ids.Length; place++)
            (_previous[place], _next[place]) = (place - 1, place + 1);
        (_previous[0], _next[^1]) = (None, None);
    }

    /// <summary>Merges until no merge applies.</summary>
    public void MergeAll()
    {
        for (var place = 0; place < _ids.Length - 1; place++)
            Consider(place);
        while (_queue.TryDequeue(out var merge, out _))
        {
            var (place, id) = merge;
            var right = _next[place];

            // The token, or the one right of it, may have become another since; as in Hugging Face's library, the result counts, not the way to it.
            if (_ids[place] == None || right == None || !_merges.TryGetValue(BytePairModel.Pair(_ids[place], _ids[right]), out var current) || current.Id != id)
                continue;
            _ids[place] = id;
            _ids[right] = None;
            _next[place] = _next[right];
            if (_next[place] != None)
                _previous[_next[place]] = place;
            Consider(_previous[place]);
            Consider(place);
        }
    }

    /// <summary>The tokens that are left.</summary>
    public int[] Ids() => [.. _ids.Where(id => id != None)];

    private void Consider(int place)
    {
        if (place != None && _next[place] != None && _merges.TryGetValue(BytePairModel.Pair(_ids[place], _ids[_next[place]]), out var merge))
            _queue.Enqueue((place, merge.Id), ((ulong)merge.Rank << 32) | (uint)place);
    }
}

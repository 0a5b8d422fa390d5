using Kimi.Dsl;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// The keys and values of the tokens that each row has seen, in slots that are reserved once. Every row starts at place 0 and has a length of its
/// own, so rows of any lengths share a batch and no row sees another's padding. The rows in use are always the first slots, so that the work of a
/// step follows the rows and not the slots. Keys lie with time as the last axis, because attention then computes the scores of consecutive tokens
/// side by side.
/// </summary>
public sealed class KeyValueCache : IDisposable
{
    private readonly Device _device;
    private readonly ScalarType _type;
    private readonly int[] _lengths;

    /// <summary>Reserves memory.</summary>
    /// <param name="transformer">The model whose keys and values are kept.</param>
    /// <param name="slots">How many sequences fit in.</param>
    /// <param name="capacity">How many tokens each sequence may reach.</param>
    /// <exception cref="KimiException">The capacity exceeds the model's context.</exception>
    public KeyValueCache(Transformer transformer, int slots, int capacity)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var config = transformer.Config;
        if (capacity > config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"a cache of {capacity} tokens exceeds the model's context of {config.MaxPositionEmbeddings}: shorten prompt or response, "
                + "or activate a longer context");
        }

        _device = transformer.Device;
        _type = DevicePath.HasKernels(_device.type) ? ScalarType.Float32 : transformer.MatrixType;
        _lengths = new int[slots];
        Capacity = capacity;
        Stride = DecodeAttentionKernel.RoundUp(capacity);
        (Keys_BHDS, Values_BHSD) = (new Tensor[config.NumHiddenLayers], new Tensor[config.NumHiddenLayers]);

        // By layers, so that what a layer gives back when it grows is one piece, into which the next one's fits.
        for (var layer = 0; layer < config.NumHiddenLayers; layer++)
        {
            Keys_BHDS[layer] = Reserve(slots, config.KeyValueHeads, config.HeadWidth, Stride);
            Values_BHSD[layer] = Reserve(slots, config.KeyValueHeads, Stride, config.HeadWidth);
        }
    }

    /// <summary>How many sequences fit in.</summary>
    public int Slots => _lengths.Length;

    /// <summary>How many sequences are in the cache.</summary>
    public int Rows { get; private set; }

    /// <summary>How many tokens each sequence may reach.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many tokens of each row are in the cache.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Rows);

    /// <summary>How many tokens the longest row has; 0 without rows.</summary>
    internal int Longest => LongestOf(0, Rows);

    /// <summary>How many places each sequence has in memory.</summary>
    internal int Stride { get; private set; }

    /// <summary>The keys of each layer, over all slots.</summary>
    internal Tensor[] Keys_BHDS { get; }

    /// <summary>The values of each layer, over all slots.</summary>
    internal Tensor[] Values_BHSD { get; }

    /// <summary>Has room for longer sequences, in other memory: that of one layer is taken before its former memory is given back.</summary>
    /// <param name="capacity">How many tokens each sequence may reach: at least as many as now, and no more than the model's context.</param>
    public void Grow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Capacity);
        using var noGradient = no_grad();
        var used = Longest;
        (Capacity, Stride) = (capacity, DecodeAttentionKernel.RoundUp(capacity));
        for (var layer = 0; layer < Keys_BHDS.Length; layer++)
        {
            Keys_BHDS[layer] = Grown(Keys_BHDS[layer], timeAxis: 3, used);
            Values_BHSD[layer] = Grown(Values_BHSD[layer], timeAxis: 2, used);
        }
    }

    /// <summary>Copies rows of another cache of the model behind the rows there are; a row named several times is copied several times.</summary>
    /// <param name="source">The other cache.</param>
    /// <param name="rows">Its rows, in the order they shall have here.</param>
    /// <exception cref="KimiException">They do not fit.</exception>
    public void Append(KeyValueCache source, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Rows + rows.Length > Slots)
            throw new KimiException($"{rows.Length} rows do not fit beside {Rows} in a cache of {Slots} slots: reserve more");
        var first = Rows;
        foreach (var row in rows)
            _lengths[Rows++] = source._lengths[row];
        var used = LongestOf(first, rows.Length);
        if (used > Capacity)
            throw new KimiException($"a row of {used} tokens does not fit a cache of {Capacity}: make the capacity larger");
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var indices = Indices(rows);
        foreach (var (from, to, timeAxis) in source.Buffers().Zip(Buffers(), (from, to) => (from.Tensor, to.Tensor, to.TimeAxis)))
            to.narrow(0, first, rows.Length).narrow(timeAxis, 0, used).copy_(from.narrow(timeAxis, 0, used).index_select(0, indices));
    }

    /// <summary>Drops rows; rows from the end take their places.</summary>
    /// <param name="rows">The rows to drop, in ascending order.</param>
    /// <returns>Which rows took which places.</returns>
    public IReadOnlyList<(int From, int To)> Remove(ReadOnlySpan<int> rows)
    {
        var dropped = new HashSet<int>(rows.ToArray());
        var left = Rows - dropped.Count;
        var holes = dropped.Where(row => row < left).Order();
        var moved = Enumerable.Range(left, Rows - left).Where(row => !dropped.Contains(row));
        (int From, int To)[] moves = [.. moved.Zip(holes)];
        if (moves.Length > 0)
            Move(moves);
        Rows = left;
        return moves;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (tensor, _) in Buffers())
            tensor.Dispose();
    }

    /// <summary>Takes the rows to be those of a batch of prompts.</summary>
    internal void SetLengths(ReadOnlySpan<int> lengths)
    {
        Rows = lengths.Length;
        lengths.CopyTo(_lengths);
    }

    /// <summary>Counts one more token in every row.</summary>
    internal void Advance()
    {
        for (var row = 0; row < Rows; row++)
            _lengths[row]++;
    }

    private void Move((int From, int To)[] moves)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (from, to) in moves)
            _lengths[to] = _lengths[from];
        var used = moves.Max(move => _lengths[move.To]);
        var (sources, targets) = (Indices([.. moves.Select(move => move.From)]), Indices([.. moves.Select(move => move.To)]));
        foreach (var (tensor, timeAxis) in Buffers())
        {
            var part = tensor.narrow(timeAxis, 0, used);
            part.index_copy_(0, targets, part.index_select(0, sources));
        }
    }

    private int LongestOf(int first, int count)
    {
        var longest = 0;
        for (var row = first; row < first + count; row++)
            longest = Math.Max(longest, _lengths[row]);
        return longest;
    }

    private Tensor Indices(ReadOnlySpan<int> rows) => tensor(Array.ConvertAll(rows.ToArray(), row => (long)row), device: _device);

    private IEnumerable<(Tensor Tensor, int TimeAxis)> Buffers() => Keys_BHDS.Select(keys => (keys, 3)).Concat(Values_BHSD.Select(values => (values, 2)));

    private Tensor Grown(Tensor tensor, int timeAxis, int used)
    {
        using var scope = NewDisposeScope();
        var shape = tensor.shape;
        shape[timeAxis] = Stride;
        var grown = Reserve(shape);
        Part(grown).copy_(Part(tensor));
        tensor.Dispose();
        return grown;

        Tensor Part(Tensor whole) => whole.narrow(0, 0, Rows).narrow(timeAxis, 0, used);
    }

    // Zeros: tensor operations multiply places that no token has by 0, so what lies there has to be a number. And so a cache takes at once the memory
    // that it may come to need, as plan says, and not bit by bit.
    private Tensor Reserve(params long[] shape) => zeros(shape, _type, _device).DetachFromDisposeScope();
}

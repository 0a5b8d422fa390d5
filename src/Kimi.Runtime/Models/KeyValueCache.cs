using Kimi.Dsl;
using Kimi.Runtime.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Runtime.Models;

/// <summary>
/// The keys and values of the tokens that each row has seen. Every row starts at place 0 and has a length of its own, so rows
/// of any lengths share a batch and no row sees another's padding. Keys lie with time as the last axis, because attention
/// then computes the scores of consecutive tokens side by side.
/// </summary>
public sealed class KeyValueCache : IDisposable
{
    private readonly TransformerConfig _config;
    private readonly Device _device;
    private int[] _lengths;

    /// <summary>Reserves memory.</summary>
    /// <param name="transformer">The model whose keys and values are kept.</param>
    /// <param name="rows">How many sequences.</param>
    /// <param name="capacity">How many tokens each sequence may reach.</param>
    public KeyValueCache(Transformer transformer, int rows, int capacity)
        : this((transformer ?? throw new ArgumentNullException(nameof(transformer))).Config, transformer.Device, rows, capacity)
    {
    }

    private KeyValueCache(TransformerConfig config, Device device, int rows, int capacity)
    {
        if (capacity > config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"A cache of {capacity} tokens exceeds the model's context of {config.MaxPositionEmbeddings}: shorten prompt or response, or activate a longer context.");
        }

        _config = config;
        _device = device;
        _lengths = new int[rows];
        Capacity = capacity;
        // The kernel reads whole vectors, so the last one must not reach beyond the memory.
        Stride = DecodeAttentionKernel.RoundUp(capacity);
        Keys_BHDS = Allocate(rows, config.KeyValueHeads, config.HeadWidth, Stride);
        Values_BHSD = Allocate(rows, config.KeyValueHeads, Stride, config.HeadWidth);
    }

    /// <summary>How many sequences are in the cache.</summary>
    public int Rows => _lengths.Length;

    /// <summary>How many tokens each sequence may reach.</summary>
    public int Capacity { get; }

    /// <summary>How many tokens of each row are in the cache.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>How many places each sequence has in memory.</summary>
    internal int Stride { get; }

    internal Tensor[] Keys_BHDS { get; }

    internal Tensor[] Values_BHSD { get; }

    /// <summary>Copies rows into a new cache; a row named several times is copied several times.</summary>
    /// <param name="rows">The rows to copy, in the order they shall have.</param>
    /// <param name="capacity">How many tokens each sequence of the new cache may reach.</param>
    /// <returns>The new cache.</returns>
    public KeyValueCache Select(ReadOnlySpan<int> rows, int capacity)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var copy = new KeyValueCache(_config, _device, rows.Length, capacity);
        CopyRows(rows, copy);
        copy._lengths = PickLengths(rows);
        return copy;
    }

    /// <summary>Drops all rows but the named ones.</summary>
    /// <param name="rows">The rows to keep, in the order they shall have.</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        CopyRows(rows, this);
        _lengths = PickLengths(rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Keys_BHDS.Concat(Values_BHSD))
            tensor.Dispose();
    }

    internal void SetLengths(ReadOnlySpan<int> lengths) => _lengths = lengths.ToArray();

    /// <summary>Counts one more token in every row.</summary>
    internal void Advance()
    {
        for (var row = 0; row < _lengths.Length; row++)
            _lengths[row]++;
    }

    private int[] PickLengths(ReadOnlySpan<int> rows)
    {
        var lengths = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            lengths[i] = _lengths[rows[i]];
        return lengths;
    }

    private void CopyRows(ReadOnlySpan<int> rows, KeyValueCache target)
    {
        var used = PickLengths(rows).DefaultIfEmpty().Max();
        if (used > target.Capacity)
            throw new KimiException($"A row of {used} tokens does not fit a cache of {target.Capacity}: make the capacity larger.");
        if (used == 0)
            return;
        var indices = tensor(rows.ToArray().Select(row => (long)row).ToArray(), device: _device);
        for (var layer = 0; layer < Keys_BHDS.Length; layer++)
        {
            Copy(Keys_BHDS[layer], target.Keys_BHDS[layer], 3);
            Copy(Values_BHSD[layer], target.Values_BHSD[layer], 2);
        }

        void Copy(Tensor from, Tensor to, int timeAxis)
        {
            using var selected = from.narrow(timeAxis, 0, used).index_select(0, indices);
            to.narrow(0, 0, indices.size(0)).narrow(timeAxis, 0, used).copy_(selected);
        }
    }

    private Tensor[] Allocate(params long[] shape) =>
        [.. Enumerable.Range(0, _config.NumHiddenLayers).Select(_ => zeros(shape, float32, _device).DetachFromDisposeScope())];
}

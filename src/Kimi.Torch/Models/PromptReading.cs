using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Prompts that are read into a cache piece by piece, so that a long one takes the memory of a piece beside its keys and values, and whoever decodes other
/// sequences meanwhile waits for one piece at a time. Only after the last token of each prompt are there logits.
/// </summary>
internal sealed class PromptReading : IDisposable
{
    /// <summary>How many tokens a piece has at most, over all rows: enough for products to be as fast as with more.</summary>
    internal const int TokensInPiece = 1024;

    private readonly Transformer _transformer;
    private readonly IReadOnlyList<TransformerBlock> _blocks;
    private readonly Tensor _embedded_BTC;
    private readonly int[] _lengths;
    private readonly KeyValueCache _cache;
    private readonly Tensor _states_BC;
    private int _read;

    /// <summary>Begins.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="embedded_BTC">The residual stream of the prompts before the first block, which is disposed with the reading.</param>
    /// <param name="lengths">How many tokens of each row are its prompt.</param>
    /// <param name="cache">What takes up keys and values.</param>
    internal PromptReading(Transformer transformer, IReadOnlyList<TransformerBlock> blocks, Tensor embedded_BTC, int[] lengths, KeyValueCache cache)
    {
        (_transformer, _blocks, _lengths, _cache) = (transformer, blocks, lengths, cache);
        _embedded_BTC = embedded_BTC.DetachFromDisposeScope();
        _states_BC = zeros(lengths.Length, transformer.Config.HiddenSize, device: transformer.Device).DetachFromDisposeScope();
        cache.SetLengths(lengths);
    }

    /// <summary>Whether all has been read.</summary>
    internal bool IsDone => _read == _embedded_BTC.size(1);

    /// <summary>The residual stream after each prompt's last token, which is there once all has been read.</summary>
    internal Tensor States_BC => _states_BC;

    /// <summary>Reads the next tokens of all rows.</summary>
    internal void ReadPiece()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (start, batch) = (_read, _lengths.Length);
        _read = (int)Math.Min(_embedded_BTC.size(1), start + Math.Max(1, TokensInPiece / batch));
        var rotary = _transformer.Rotary(_read);
        var x_BTC = _embedded_BTC.narrow(1, start, _read - start).contiguous();
        if (start == 0)
        {
            foreach (var (layer, block) in _blocks.Index())
                x_BTC = block.Forward(x_BTC, qkv_BTR => CausalAttention.Attend(qkv_BTR, block, rotary, _transformer.Config, StoreIn(layer)));
        }
        else
        {
            rotary = rotary.At(arange(start, _read, ScalarType.Int64, _transformer.Device));
            var mask_TS = ones(_read - start, _read, ScalarType.Bool, _transformer.Device).tril(start);
            foreach (var (layer, block) in _blocks.Index())
            {
                var (keys_BHDS, values_BHSD) = (Read(_cache.Keys_BHDS[layer], 3), Read(_cache.Values_BHSD[layer], 2));
                x_BTC = block.Forward(x_BTC, qkv_BTR => CausalAttention.AttendBehind(
                    qkv_BTR, block, mask_TS, rotary, _transformer.Config, StoreIn(layer), keys_BHDS, values_BHSD));
            }
        }

        Keep(x_BTC, start);

        Tensor Read(Tensor cached, int timeAxis) => cached.narrow(0, 0, batch).narrow(timeAxis, 0, _read);

        // Keys and values come repeated for every query head; the cache holds each once.
        Action<Tensor, Tensor> StoreIn(int layer) => (keys_BTHD, values_BTHD) =>
        {
            var config = _transformer.Config;
            long[] shape = [batch, _read - start, config.KeyValueHeads, config.NumAttentionHeads / config.KeyValueHeads, config.HeadWidth];
            Read(_cache.Keys_BHDS[layer], 3).narrow(3, start, _read - start).copy_(keys_BTHD.view(shape).select(3, 0).permute(0, 2, 3, 1));
            Read(_cache.Values_BHSD[layer], 2).narrow(2, start, _read - start).copy_(values_BTHD.view(shape).select(3, 0).transpose(1, 2));
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _embedded_BTC.Dispose();
        _states_BC.Dispose();
    }

    // The states of the prompts that end in this piece.
    private void Keep(Tensor x_BTC, int start)
    {
        var rows = Enumerable.Range(0, _lengths.Length).Where(row => _lengths[row] > start && _lengths[row] <= _read).ToList();
        if (rows.Count == 0)
            return;
        var places = rows.Select(row => (row * x_BTC.size(1)) + _lengths[row] - 1 - start);
        _states_BC.index_copy_(0, Indices(rows.Select(row => (long)row)), x_BTC.view(-1, x_BTC.size(2)).index_select(0, Indices(places)));

        Tensor Indices(IEnumerable<long> numbers) => tensor(numbers.ToArray(), device: _transformer.Device);
    }
}

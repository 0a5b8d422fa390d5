using Kimi.Dsl;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Computes next-token logits one token at a time, with the keys and values of earlier tokens in a cache. It reads the model's present
/// weights at every call, so a policy update shows at the next step; <see cref="Transformer.Clone"/> keeps them as they are.
/// In another precision than that of the weights it has copies of the matrices, made with it, and a policy update shows in the next decoder.
/// </summary>
public sealed class TransformerDecoder : IDisposable
{
    private readonly Transformer _transformer;
    private readonly TransformerConfig _config;
    private readonly Dictionary<string, Tensor> _copies = [];
    private readonly IReadOnlyList<TransformerBlock> _blocks;
    private readonly Linear _output;
    private readonly bool _hasKernels;

    internal TransformerDecoder(Transformer transformer)
    {
        _transformer = transformer;
        _config = transformer.Config;
        if (transformer.MatrixType != transformer.Parameters.Weights.dtype)
            _copies = transformer.Parameters.MatricesAs(transformer.MatrixType);
        _blocks = transformer.BlocksOf(Leaf);
        _output = transformer.OutputOf(Leaf);
        _hasKernels = _blocks.All(block => block.IsKernels);

        Tensor Leaf(string name) => _copies.GetValueOrDefault(name) ?? transformer.Parameters.Leaf(name);
    }

    /// <summary>Whether a row that is decoded has the bits that it has alone, whichever others are decoded beside it.</summary>
    internal bool DecodesEachAlone => DevicePath.HasKernels(_transformer.Device.type) && _hasKernels && _output.IsKernel;

    /// <summary>Reserves memory for sequences of the model.</summary>
    /// <param name="slots">How many sequences fit in.</param>
    /// <param name="capacity">How many tokens each sequence may reach.</param>
    /// <returns>An empty cache.</returns>
    public KeyValueCache CreateCache(int slots, int capacity) => new(_transformer, slots, capacity);

    /// <summary>Reads the prompts of all rows, from the start of each row, piece by piece.</summary>
    /// <param name="tokens_BT">Token ids, 64-bit; shorter prompts are padded on the right.</param>
    /// <param name="lengths">How many tokens of each row are its prompt.</param>
    /// <param name="cache">A cache with at least as many slots; what it held is replaced.</param>
    /// <param name="images">What the prompts show; null for text alone.</param>
    /// <returns>logits_BV after each prompt's last token.</returns>
    public Tensor Prefill(Tensor tokens_BT, ReadOnlySpan<int> lengths, KeyValueCache cache, ImageBatch? images = null)
    {
        using var reading = BeginReading(tokens_BT, lengths, cache, images);
        while (!reading.IsDone)
            reading.ReadPiece();
        return LogitsAfter(reading);
    }

    /// <summary>Begins what <see cref="Prefill"/> does, for a caller who does something else between two pieces.</summary>
    internal PromptReading BeginReading(Tensor tokens_BT, ReadOnlySpan<int> lengths, KeyValueCache cache, ImageBatch? images = null)
    {
        ArgumentNullException.ThrowIfNull(tokens_BT);
        ArgumentNullException.ThrowIfNull(cache);
        var (batch, time) = ((int)tokens_BT.size(0), (int)tokens_BT.size(1));
        if (batch > cache.Slots)
            throw new KimiException($"{batch} prompts do not fit a cache of {cache.Slots} slots: reserve more");
        if (time > cache.Capacity)
            throw new KimiException($"a prompt of {time} tokens does not fit a cache of {cache.Capacity}: make the capacity larger");
        for (var row = 0; row < batch; row++)
        {
            if (lengths[row] < 1 || lengths[row] > time)
                throw new KimiException($"prompt {row} has {lengths[row]} tokens in a batch of width {time}: give every row 1 to {time}");
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return new(_transformer, _blocks, _transformer.Embed(tokens_BT, images), lengths.ToArray(), cache);
    }

    /// <summary>The logits_BV after prompts that have been read.</summary>
    internal Tensor LogitsAfter(PromptReading reading)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return Logits(reading.States_BC).MoveToOuterDisposeScope();
    }

    /// <summary>Reads one more token in every row.</summary>
    /// <param name="tokens_B">Token ids, 64-bit.</param>
    /// <param name="cache">The rows' earlier tokens; it takes up the new ones.</param>
    /// <returns>logits_BV after the new tokens.</returns>
    public Tensor DecodeStep(Tensor tokens_B, KeyValueCache cache)
    {
        ArgumentNullException.ThrowIfNull(tokens_B);
        ArgumentNullException.ThrowIfNull(cache);
        if ((int)tokens_B.size(0) is var rows && rows != cache.Rows)
            throw new KimiException($"a batch of {rows} tokens was given a cache of {cache.Rows} rows: give every row its own");
        if (cache.Longest >= cache.Capacity)
            throw new KimiException($"a row of {cache.Longest} tokens fills its cache: make the capacity larger or stop the row");

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var x_BC = _transformer.EmbedEach(tokens_B);
        var attention = DecodeAttention.For(_transformer, cache);
        if (attention is DecodeAttention.Fused fused && _hasKernels)
            Step(x_BC, fused);
        else
            x_BC = Through(x_BC, attention);
        cache.Advance();
        return Logits(x_BC).MoveToOuterDisposeScope();
    }

    private void Step(Tensor x_BC, DecodeAttention.Fused attention)
    {
        var memory = new StepMemory(_config, x_BC);
        foreach (var (layer, block) in _blocks.Index())
            block.Step(memory, attention, layer);
    }

    private Tensor Through(Tensor x_BC, DecodeAttention attention)
    {
        foreach (var (layer, block) in _blocks.Index())
            x_BC = block.Forward(x_BC, qkv_BR => attention.Attend(qkv_BR, block, layer));
        return x_BC;
    }

    private Tensor Logits(Tensor x_BC) => _output.ApplyToEach(RmsNorm.Apply(x_BC, _transformer.FinalNorm, _config.RmsNormEps)).to(ScalarType.Float32);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values)
            copy.Dispose();
    }
}

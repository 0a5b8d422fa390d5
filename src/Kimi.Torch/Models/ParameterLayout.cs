using System.Globalization;

namespace Kimi.Torch.Models;

/// <summary>One matrix or vector of the flat parameter tensor, and the checkpoint's tensors that are its rows.</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Offset">The first element's place in the flat tensor.</param>
/// <param name="Shape">The shape of the whole.</param>
/// <param name="Parts">The names and row counts of the checkpoint's tensors, in order.</param>
internal sealed record ParameterBlock(string Name, long Offset, long[] Shape, IReadOnlyList<(string Name, long Rows)> Parts)
{
    internal long Length => Shape.Aggregate(1L, (product, size) => product * size);
}

/// <summary>
/// Where each parameter lies in the flat tensor. Matrices that are applied to the same input (query, key and value;
/// gate and up) are adjacent rows, so that one multiplication serves them all while each keeps its name in a checkpoint.
/// </summary>
internal sealed class ParameterLayout
{
    /// <summary>The name of a value head's only tensor.</summary>
    internal const string ValueHead = "value_head.weight";

    private readonly List<ParameterBlock> _blocks = [];

    private ParameterLayout()
    {
    }

    internal IReadOnlyList<ParameterBlock> Blocks => _blocks;

    internal long Length { get; private set; }

    internal static ParameterLayout Of(TransformerConfig config)
    {
        var layout = new ParameterLayout();
        long hidden = config.HiddenSize, head = config.HeadWidth;
        var queries = config.NumAttentionHeads * head;
        var keys = config.KeyValueHeads * head;

        layout.AddMatrix("model.embed_tokens.weight", hidden, ("model.embed_tokens.weight", config.VocabSize));
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var layer = string.Create(CultureInfo.InvariantCulture, $"model.layers.{i}.");
            layout.AddVector(layer + "input_layernorm.weight", hidden);
            layout.AddMatrix(
                layer + "qkv",
                hidden,
                (layer + "self_attn.q_proj.weight", queries),
                (layer + "self_attn.k_proj.weight", keys),
                (layer + "self_attn.v_proj.weight", keys));
            if (config.HasQueryKeyNorm)
            {
                layout.AddVector(layer + "self_attn.q_norm.weight", head);
                layout.AddVector(layer + "self_attn.k_norm.weight", head);
            }

            layout.AddMatrix(layer + "self_attn.o_proj.weight", queries, (layer + "self_attn.o_proj.weight", hidden));
            layout.AddVector(layer + "post_attention_layernorm.weight", hidden);
            layout.AddMatrix(
                layer + "gate_up",
                hidden,
                (layer + "mlp.gate_proj.weight", config.IntermediateSize),
                (layer + "mlp.up_proj.weight", config.IntermediateSize));
            layout.AddMatrix(layer + "mlp.down_proj.weight", config.IntermediateSize, (layer + "mlp.down_proj.weight", hidden));
        }

        layout.AddVector("model.norm.weight", hidden);
        if (!config.TieWordEmbeddings)
            layout.AddMatrix("lm_head.weight", hidden, ("lm_head.weight", config.VocabSize));
        return layout;
    }

    internal static ParameterLayout OfValueHead(int hiddenSize)
    {
        var layout = new ParameterLayout();
        layout.AddVector(ValueHead, hiddenSize);
        return layout;
    }

    private void AddVector(string name, long length) => Add(name, [length], [(name, length)]);

    private void AddMatrix(string name, long columns, params (string Name, long Rows)[] parts) =>
        Add(name, [parts.Sum(part => part.Rows), columns], parts);

    private void Add(string name, long[] shape, IReadOnlyList<(string Name, long Rows)> parts)
    {
        var block = new ParameterBlock(name, Length, shape, parts);
        _blocks.Add(block);
        Length += block.Length;
    }
}

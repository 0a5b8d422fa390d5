using System.Globalization;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>The trainable tensors of one block, and its training graph.</summary>
internal sealed class TransformerLayer
{
    private readonly TransformerConfig _config;
    private readonly RotaryTables _rotary;

    internal TransformerLayer(TransformerConfig config, FlatParameters parameters, RotaryTables rotary, int index)
    {
        _config = config;
        _rotary = rotary;
        var prefix = string.Create(CultureInfo.InvariantCulture, $"model.layers.{index}.");
        InputNorm = parameters.Leaf(prefix + "input_layernorm.weight");
        QueryKeyValue = parameters.Leaf(prefix + "qkv");
        QueryNorm = config.HasQueryKeyNorm ? parameters.Leaf(prefix + "self_attn.q_norm.weight") : null;
        KeyNorm = config.HasQueryKeyNorm ? parameters.Leaf(prefix + "self_attn.k_norm.weight") : null;
        Output = parameters.Leaf(prefix + "self_attn.o_proj.weight");
        FeedForwardNorm = parameters.Leaf(prefix + "post_attention_layernorm.weight");
        GateUp = parameters.Leaf(prefix + "gate_up");
        Down = parameters.Leaf(prefix + "mlp.down_proj.weight");
    }

    internal Tensor InputNorm { get; }

    internal Tensor QueryKeyValue { get; }

    internal Tensor? QueryNorm { get; }

    internal Tensor? KeyNorm { get; }

    internal Tensor Output { get; }

    internal Tensor FeedForwardNorm { get; }

    internal Tensor GateUp { get; }

    internal Tensor Down { get; }

    /// <summary>The block's output; keys and values, [batch, time, query heads, head width], are shown to an observer on the way.</summary>
    internal Tensor Forward(Tensor x_BTC, Action<Tensor, Tensor>? observeKeysAndValues = null)
    {
        var qkv_BTR = ProjectHeads(x_BTC);
        var (queries_BTHD, keys_BTHD, values_BTHD) = AttentionHeads.Apply(qkv_BTR, QueryNorm, KeyNorm, _rotary, _config);
        observeKeysAndValues?.Invoke(keys_BTHD, values_BTHD);
        return Finish(x_BTC, nn.functional.scaled_dot_product_attention(
            queries_BTHD.transpose(1, 2), keys_BTHD.transpose(1, 2), values_BTHD.transpose(1, 2), is_casual: true));
    }

    /// <summary>The block's output where rows hold several texts.</summary>
    /// <param name="x_BTC">Its input.</param>
    /// <param name="mask_B1TT">Which token attends to which.</param>
    /// <param name="rotary">The tables' row for each token, over the whole batch.</param>
    internal Tensor Forward(Tensor x_BTC, Tensor mask_B1TT, RotaryTables rotary)
    {
        // Rows in one line, so that each token has its own row of the tables.
        var qkv_BTR = ProjectHeads(x_BTC);
        var heads = AttentionHeads.Apply(qkv_BTR.reshape(1, -1, qkv_BTR.size(2)), QueryNorm, KeyNorm, rotary, _config);
        return Finish(x_BTC, nn.functional.scaled_dot_product_attention(
            Rows(heads.Queries_BTHD), Rows(heads.Keys_BTHD), Rows(heads.Values_BTHD), attn_mask: mask_B1TT));

        Tensor Rows(Tensor head_BTHD) =>
            head_BTHD.view(x_BTC.size(0), x_BTC.size(1), head_BTHD.size(2), head_BTHD.size(3)).transpose(1, 2);
    }

    private Tensor ProjectHeads(Tensor x_BTC) =>
        nn.functional.linear(RmsNorm.Apply(x_BTC, InputNorm, _config.RmsNormEps), QueryKeyValue);

    private Tensor Finish(Tensor x_BTC, Tensor attended_BHTD)
    {
        var attended_BTC = x_BTC + nn.functional.linear(attended_BHTD.transpose(1, 2).flatten(2), Output);
        var normed_BTC = RmsNorm.Apply(attended_BTC, FeedForwardNorm, _config.RmsNormEps);
        var activated_BTF = SwiGlu.Apply(nn.functional.linear(normed_BTC, GateUp));
        return attended_BTC + nn.functional.linear(activated_BTF, Down);
    }
}

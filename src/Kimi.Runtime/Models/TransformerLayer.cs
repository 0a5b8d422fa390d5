using System.Globalization;
using static TorchSharp.torch;

namespace Kimi.Runtime.Models;

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
        var attended_BTC = x_BTC + Attend(RmsNorm.Apply(x_BTC, InputNorm, _config.RmsNormEps), observeKeysAndValues);
        var normed_BTC = RmsNorm.Apply(attended_BTC, FeedForwardNorm, _config.RmsNormEps);
        var activated_BTF = SwiGlu.Apply(nn.functional.linear(normed_BTC, GateUp));
        return attended_BTC + nn.functional.linear(activated_BTF, Down);
    }

    private Tensor Attend(Tensor x_BTC, Action<Tensor, Tensor>? observeKeysAndValues)
    {
        var qkv_BTR = nn.functional.linear(x_BTC, QueryKeyValue);
        var (queries_BTHD, keys_BTHD, values_BTHD) = AttentionHeads.Apply(qkv_BTR, QueryNorm, KeyNorm, _rotary, _config);
        observeKeysAndValues?.Invoke(keys_BTHD, values_BTHD);
        var attended_BHTD = nn.functional.scaled_dot_product_attention(
            queries_BTHD.transpose(1, 2), keys_BTHD.transpose(1, 2), values_BTHD.transpose(1, 2), is_casual: true);
        return nn.functional.linear(attended_BHTD.transpose(1, 2).flatten(2), Output);
    }
}

using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>Attention over whole sequences: softmax(Q·Kᵀ / sqrt(d))·V, each token to itself and those before it.</summary>
internal static class CausalAttention
{
    /// <summary>Rows of one text each.</summary>
    /// <param name="qkv_BTR">The fused projection.</param>
    /// <param name="block">The block.</param>
    /// <param name="rotary">The tables of positions, from 0.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="observeKeysAndValues">Is shown the keys and values, [batch, time, query heads, head width].</param>
    /// <returns>attended_BTQ.</returns>
    internal static Tensor Attend(
        Tensor qkv_BTR, TransformerBlock block, RotaryTables rotary, TransformerConfig config, Action<Tensor, Tensor>? observeKeysAndValues = null)
    {
        var (queries_BTHD, keys_BTHD, values_BTHD) = AttentionHeads.Apply(qkv_BTR, block.QueryNorm, block.KeyNorm, rotary, config);
        observeKeysAndValues?.Invoke(keys_BTHD, values_BTHD);
        return Merge(nn.functional.scaled_dot_product_attention(
            queries_BTHD.transpose(1, 2), keys_BTHD.transpose(1, 2), values_BTHD.transpose(1, 2), is_casual: true));
    }

    /// <summary>Rows in which several texts follow each other.</summary>
    /// <param name="qkv_BTR">The fused projection.</param>
    /// <param name="block">The block.</param>
    /// <param name="mask_B1TT">Which token attends to which.</param>
    /// <param name="rotary">The tables' row for each token, over the whole batch.</param>
    /// <param name="config">The model's shape.</param>
    /// <returns>attended_BTQ.</returns>
    internal static Tensor AttendPacked(Tensor qkv_BTR, TransformerBlock block, Tensor mask_B1TT, RotaryTables rotary, TransformerConfig config)
    {
        var (batch, time) = (qkv_BTR.size(0), qkv_BTR.size(1));

        // Rows in one line, so that each token has its own row of the tables.
        var heads = AttentionHeads.Apply(qkv_BTR.reshape(1, -1, qkv_BTR.size(2)), block.QueryNorm, block.KeyNorm, rotary, config);
        return Merge(nn.functional.scaled_dot_product_attention(
            Rows(heads.Queries_BTHD), Rows(heads.Keys_BTHD), Rows(heads.Values_BTHD), attn_mask: mask_B1TT));

        Tensor Rows(Tensor head_BTHD) => head_BTHD.view(batch, time, head_BTHD.size(2), head_BTHD.size(3)).transpose(1, 2);
    }

    /// <summary>Rows of one text each, of which the cache holds the beginning.</summary>
    /// <param name="qkv_BTR">The fused projection of what follows.</param>
    /// <param name="block">The block.</param>
    /// <param name="mask_TS">Which token attends to which place of the cache.</param>
    /// <param name="rotary">The tables of the tokens' positions.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="store">Puts the keys and values, [batch, time, query heads, head width], into the cache.</param>
    /// <param name="keys_BHDS">The cache's keys, of the tokens too.</param>
    /// <param name="values_BHSD">The cache's values, of the tokens too.</param>
    /// <returns>attended_BTQ.</returns>
    internal static Tensor AttendBehind(
        Tensor qkv_BTR,
        TransformerBlock block,
        Tensor mask_TS,
        RotaryTables rotary,
        TransformerConfig config,
        Action<Tensor, Tensor> store,
        Tensor keys_BHDS,
        Tensor values_BHSD)
    {
        var (queries_BTHD, newKeys_BTHD, newValues_BTHD) = AttentionHeads.Apply(qkv_BTR, block.QueryNorm, block.KeyNorm, rotary, config);
        store(newKeys_BTHD, newValues_BTHD);

        // By key heads, since a whole cache that is repeated for the query heads would take more memory than the piece.
        var group = config.NumAttentionHeads / config.KeyValueHeads;
        return Merge(cat([.. queries_BTHD.transpose(1, 2).split(group, 1).Select((queries_BGTD, head) => nn.functional.scaled_dot_product_attention(
            queries_BGTD,
            Shared(keys_BHDS.select(1, head).transpose(1, 2).contiguous()),
            Shared(values_BHSD.select(1, head)),
            attn_mask: mask_TS))], 1));

        Tensor Shared(Tensor head_BSD) => head_BSD.unsqueeze(1).expand(-1, group, -1, -1);
    }

    private static Tensor Merge(Tensor attended_BHTD) => attended_BHTD.transpose(1, 2).flatten(2);
}

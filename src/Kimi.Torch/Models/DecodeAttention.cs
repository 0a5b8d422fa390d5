using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Attention of one new token per row to its row's cache: the new key and value are stored at the row's length, then
/// softmax(q·K / sqrt(d))·V over the places up to it. The query heads that share a key head are the rows of one small matrix.
/// </summary>
internal abstract class DecodeAttention
{
    /// <summary>The kernel on the CPU, tensor operations elsewhere.</summary>
    internal static DecodeAttention For(Transformer transformer, KeyValueCache cache) =>
        DevicePath.HasKernels(transformer.Device.type) ? new Fused(transformer, cache) : new Composed(transformer, cache);

    /// <summary>Takes the fused projection of the new tokens and returns attended_BQ.</summary>
    internal abstract Tensor Attend(Tensor qkv_BR, TransformerBlock block, int index);

    internal sealed unsafe class Fused : DecodeAttention
    {
        private readonly KeyValueCache _cache;
        private readonly int[] _lengths;
        private readonly RotaryTables _rotary;
        private readonly AttentionHeadsKernel.Shape _shape;

        internal Fused(Transformer transformer, KeyValueCache cache)
        {
            var config = transformer.Config;
            _cache = cache;
            _lengths = cache.Lengths.ToArray();
            _rotary = transformer.Rotary(cache.Longest + 1);
            _shape = new(_lengths.Length, cache.Stride, config.NumAttentionHeads, config.KeyValueHeads, config.HeadWidth, (float)config.RmsNormEps);
        }

        internal override Tensor Attend(Tensor qkv_BR, TransformerBlock block, int index)
        {
            var attended_BQ = empty(_lengths.Length, _shape.QueryHeads * _shape.HeadWidth);
            Attend(qkv_BR.Floats(), block, index, attended_BQ.Floats());
            return attended_BQ;
        }

        /// <summary>The same from memory into memory.</summary>
        internal void Attend(float* qkv, TransformerBlock block, int index, float* attended)
        {
            var weights = new AttentionHeadsKernel.Weights(
                _rotary.Cosines.Floats(),
                _rotary.Sines.Floats(),
                block.QueryNorm is null ? null : block.QueryNorm.Floats(),
                block.KeyNorm is null ? null : block.KeyNorm.Floats());
            DecodeAttentionKernel.Run(
                _shape, weights, _lengths, qkv, _cache.Keys_BHDS[index].Floats(), _cache.Values_BHSD[index].Floats(), attended);
        }
    }

    internal sealed class Composed : DecodeAttention
    {
        private readonly TransformerConfig _config;
        private readonly KeyValueCache _cache;
        private readonly Tensor _rows_B;
        private readonly Tensor _places_B;
        private readonly Tensor _cosines_B1D;
        private readonly Tensor _sines_B1D;
        private readonly Tensor _mask_B11S;
        private readonly int _longest;

        internal Composed(Transformer transformer, KeyValueCache cache)
        {
            _config = transformer.Config;
            _cache = cache;
            var lengths = cache.Lengths.ToArray();
            _longest = cache.Longest + 1;
            var rotary = transformer.Rotary(_longest);
            _rows_B = arange(lengths.Length, int64, transformer.Device);
            _places_B = tensor(lengths.Select(length => (long)length).ToArray(), device: transformer.Device);
            _cosines_B1D = rotary.Cosines.index_select(0, _places_B).unsqueeze(1);
            _sines_B1D = rotary.Sines.index_select(0, _places_B).unsqueeze(1);
            var unseen_BS = arange(_longest, int64, transformer.Device).unsqueeze(0).gt(_places_B.unsqueeze(1));
            _mask_B11S = zeros(unseen_BS.shape, float32, transformer.Device).masked_fill_(unseen_BS, float.NegativeInfinity).view(-1, 1, 1, _longest);
        }

        internal override Tensor Attend(Tensor qkv_BR, TransformerBlock block, int index)
        {
            using var scope = NewDisposeScope();
            long queryHeads = _config.NumAttentionHeads, keyHeads = _config.KeyValueHeads, width = _config.HeadWidth;
            var parts = qkv_BR.view(qkv_BR.size(0), -1, width).split([queryHeads, keyHeads, keyHeads], 1);
            var queries_BHD = AttentionHeads.Turn(parts[0], block.QueryNorm, _cosines_B1D, _sines_B1D, _config);
            var keys_BHD = AttentionHeads.Turn(parts[1], block.KeyNorm, _cosines_B1D, _sines_B1D, _config);
            _cache.Keys_BHDS[index].permute(0, 3, 1, 2).index_put_(keys_BHD, _rows_B, _places_B);
            _cache.Values_BHSD[index].transpose(1, 2).index_put_(parts[2], _rows_B, _places_B);

            var queries_BHGD = queries_BHD.reshape(-1, keyHeads, queryHeads / keyHeads, width);
            var keys_BHDS = _cache.Keys_BHDS[index].narrow(0, 0, _cache.Rows).narrow(3, 0, _longest);
            var values_BHSD = _cache.Values_BHSD[index].narrow(0, 0, _cache.Rows).narrow(2, 0, _longest);
            var scores_BHGS = matmul(queries_BHGD, keys_BHDS).to(ScalarType.Float32).mul_(1 / Math.Sqrt(width)).add_(_mask_B11S);
            var attended_BHGD = matmul(scores_BHGS.softmax(-1).to(values_BHSD.dtype), values_BHSD);
            return attended_BHGD.reshape(-1, queryHeads * width).MoveToOuterDisposeScope();
        }
    }
}

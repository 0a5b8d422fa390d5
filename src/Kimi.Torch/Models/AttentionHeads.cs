using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Splits the fused projection into heads: queries and keys are normalised (in Qwen3) and turned by their positions, and keys and
/// values are repeated for the query heads that share them. A kernel on the CPU, tensor operations elsewhere.
/// </summary>
internal static class AttentionHeads
{
    /// <summary>Queries, keys and values, each [batch, time, query heads, head width].</summary>
    internal static (Tensor Queries_BTHD, Tensor Keys_BTHD, Tensor Values_BTHD) Apply(
        Tensor qkv_BTR, Tensor? queryNorm, Tensor? keyNorm, RotaryTables rotary, TransformerConfig config)
    {
        if (!qkv_BTR.HasKernels())
            return Composed(qkv_BTR, queryNorm, keyNorm, rotary, config);
        var heads = queryNorm is null || keyNorm is null
            ? Fused.apply(rotary, config, qkv_BTR)
            : Fused.apply(rotary, config, qkv_BTR, queryNorm, keyNorm);
        return (heads[0], heads[1], heads[2]);
    }

    internal static (Tensor Queries_BTHD, Tensor Keys_BTHD, Tensor Values_BTHD) Composed(
        Tensor qkv_BTR, Tensor? queryNorm, Tensor? keyNorm, RotaryTables rotary, TransformerConfig config)
    {
        var (batch, time) = (qkv_BTR.size(0), qkv_BTR.size(1));
        long queryHeads = config.NumAttentionHeads, keyHeads = config.KeyValueHeads;
        var parts = qkv_BTR.view(batch, time, -1, config.HeadWidth).split([queryHeads, keyHeads, keyHeads], 2);
        var cosines_T1D = rotary.Cosines.narrow(0, 0, time).unsqueeze(1);
        var sines_T1D = rotary.Sines.narrow(0, 0, time).unsqueeze(1);
        var queries = Turn(parts[0], queryNorm, cosines_T1D, sines_T1D, config);
        var keys = Turn(parts[1], keyNorm, cosines_T1D, sines_T1D, config);
        var group = queryHeads / keyHeads;
        return (queries, keys.repeat_interleave(group, 2), parts[2].repeat_interleave(group, 2));
    }

    /// <summary>Normalises, where there is a norm, and turns heads in float32; the result is of their own type.</summary>
    internal static Tensor Turn(Tensor heads, Tensor? norm, Tensor cosines, Tensor sines, TransformerConfig config)
    {
        var x = heads.to(ScalarType.Float32);
        if (norm is not null)
            x = RmsNorm.Composed(x, norm, config.RmsNormEps);
        var halves = x.chunk(2, -1);
        return ((x * cosines) + (cat([-halves[1], halves[0]], -1) * sines)).to(heads.dtype);
    }

    private sealed class Fused : autograd.MultiTensorFunction<Fused>
    {
        public override string Name => "KimiAttentionHeads";

        public override unsafe List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var rotary = (RotaryTables)vars[0];
            var config = (TransformerConfig)vars[1];
            var tensors = vars.Skip(2).Cast<Tensor>().ToList();
            var qkv_BTR = tensors[0];
            long[] shape = [qkv_BTR.size(0), qkv_BTR.size(1), config.NumAttentionHeads, config.HeadWidth];
            List<Tensor> heads = [empty(shape), empty(shape), empty(shape)];
            AttentionHeadsKernel.Forward(
                Shape(config, qkv_BTR), Weights(rotary, tensors), qkv_BTR.Floats(), heads[0].Floats(), heads[1].Floats(), heads[2].Floats());
            ctx.save_for_backward(tensors);
            ctx.save_data(nameof(RotaryTables), rotary);
            ctx.save_data(nameof(TransformerConfig), config);
            return heads;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) =>
            BackwardPass.Through(grad_outputs, () => Gradients(ctx, grad_outputs));

        private static unsafe List<Tensor> Gradients(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            var qkv_BTR = saved[0];
            var config = (TransformerConfig)ctx.get_data(nameof(TransformerConfig));
            var shape = Shape(config, qkv_BTR);
            var weights = Weights((RotaryTables)ctx.get_data(nameof(RotaryTables)), saved);
            using var dqueries = grad_outputs[0].contiguous();
            using var dkeys = grad_outputs[1].contiguous();
            using var dvalues = grad_outputs[2].contiguous();
            var dqkv = empty_like(qkv_BTR);
            using var dnorms = zeros(AttentionHeadsKernel.Portions(shape), 2, config.HeadWidth);
            AttentionHeadsKernel.Backward(
                shape, weights, qkv_BTR.Floats(), dqueries.Floats(), dkeys.Floats(), dvalues.Floats(), dqkv.Floats(), dnorms.Floats());
            if (saved.Count == 1)
                return [null!, null!, dqkv];
            using var dnorm = dnorms.sum([0L]);
            return [null!, null!, dqkv, dnorm.select(0, 0), dnorm.select(0, 1)];
        }

        private static AttentionHeadsKernel.Shape Shape(TransformerConfig config, Tensor qkv_BTR) => new(
            (int)qkv_BTR.size(0),
            (int)qkv_BTR.size(1),
            config.NumAttentionHeads,
            config.KeyValueHeads,
            config.HeadWidth,
            (float)config.RmsNormEps);

        private static unsafe AttentionHeadsKernel.Weights Weights(RotaryTables rotary, List<Tensor> tensors) => new(
            rotary.Cosines.Floats(),
            rotary.Sines.Floats(),
            tensors.Count > 1 ? tensors[1].Floats() : null,
            tensors.Count > 1 ? tensors[2].Floats() : null);
    }
}

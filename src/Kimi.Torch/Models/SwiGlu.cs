using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>y = silu(g) · u for the halves g, u of the last axis: a kernel on the CPU, tensor operations elsewhere.</summary>
internal static class SwiGlu
{
    internal static Tensor Apply(Tensor gateUp)
    {
        if (!gateUp.HasKernels())
            return Composed(gateUp);
        return is_grad_enabled() ? Fused.apply(gateUp) : Evaluate(gateUp);
    }

    private static unsafe Tensor Evaluate(Tensor gateUp)
    {
        var shape = gateUp.shape;
        shape[^1] /= 2;
        var y = empty(shape);
        SwiGluKernel.Forward(gateUp.Floats(), y.Floats(), (int)(y.numel() / shape[^1]), (int)shape[^1]);
        return y;
    }

    internal static Tensor Composed(Tensor gateUp)
    {
        var halves = gateUp.chunk(2, -1);
        return nn.functional.silu(halves[0]) * halves[1];
    }

    private sealed class Fused : autograd.SingleTensorFunction<Fused>
    {
        public override string Name => "KimiSwiGlu";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var gateUp = (Tensor)vars[0];
            ctx.save_for_backward([gateUp]);
            return Evaluate(gateUp);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            BackwardPass.Through([grad_output], () => Gradients(ctx, grad_output));

        private static unsafe List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var gateUp = ctx.get_saved_variables()[0];
            using var gradient = grad_output.contiguous();
            var dgateUp = empty_like(gateUp);
            var width = (int)gradient.size(-1);
            SwiGluKernel.Backward(gateUp.Floats(), gradient.Floats(), dgateUp.Floats(), (int)(gradient.numel() / width), width);
            return [dgateUp];
        }
    }
}

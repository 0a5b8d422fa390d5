using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>y = w · x / sqrt(mean(x²) + ε) over the last axis: a kernel on the CPU, tensor operations elsewhere.</summary>
internal static class RmsNorm
{
    internal static Tensor Apply(Tensor x, Tensor weight, double epsilon)
    {
        if (!x.HasKernels())
            return Composed(x, weight, epsilon);
        return is_grad_enabled() ? Fused.apply(x, weight, epsilon) : Evaluate(x.contiguous(), weight, epsilon);
    }

    internal static Tensor Composed(Tensor x, Tensor weight, double epsilon) =>
        x * (x.square().mean([-1], keepdim: true) + epsilon).rsqrt() * weight;

    private static unsafe Tensor Evaluate(Tensor x, Tensor weight, double epsilon)
    {
        var y = empty_like(x);
        var width = (int)weight.size(0);
        RmsNormKernel.Forward(x.Floats(), weight.Floats(), y.Floats(), (int)(x.numel() / width), width, (float)epsilon);
        return y;
    }

    private sealed class Fused : autograd.SingleTensorFunction<Fused>
    {
        private const string Epsilon = "epsilon";

        public override string Name => "KimiRmsNorm";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = ((Tensor)vars[0]).contiguous();
            var weight = (Tensor)vars[1];
            var epsilon = (double)vars[2];
            var y = Evaluate(x, weight, epsilon);
            ctx.save_for_backward([x, weight]);
            ctx.save_data(Epsilon, epsilon);
            return y;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            BackwardPass.Through([grad_output], () => Gradients(ctx, grad_output));

        private static unsafe List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            var (x, weight) = (saved[0], saved[1]);
            using var gradient = grad_output.contiguous();
            var width = (int)weight.size(0);
            var rows = (int)(x.numel() / width);
            var dx = empty_like(x);
            using var dweightPortions = zeros(CpuLoop.Portions(rows, width * 2), width);
            RmsNormKernel.Backward(
                x.Floats(), weight.Floats(), gradient.Floats(), null, dx.Floats(), dweightPortions.Floats(), rows, width, (float)(double)ctx.get_data(Epsilon));
            return [dx, dweightPortions.sum([0L]), null!];
        }
    }
}

using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// y = f(x), of which the training graph keeps x alone: the backward pass computes f again, with what it needs of it (Chen et al. 2016, arXiv 1604.06174).
/// </summary>
internal static class Recomputation
{
    /// <summary>Computes f.</summary>
    /// <param name="x">x.</param>
    /// <param name="trained">A tensor that f trains, since x may need no gradient.</param>
    /// <param name="function">f. It is computed twice, and must give the same both times.</param>
    internal static Tensor Through(Tensor x, Tensor trained, Func<Tensor, Tensor> function)
    {
        if (!is_grad_enabled())
            return function(x);

        // TorchSharp makes another tensor of the result's shape, which goes with the scope.
        using var scope = NewDisposeScope();
        return Recomputed.apply(x, trained, function).MoveToOuterDisposeScope();
    }

    private sealed class Recomputed : autograd.SingleTensorFunction<Recomputed>
    {
        private const string Function = "function";

        public override string Name => "KimiRecomputed";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data(Function, vars[2]);

            // In a graph of its own, which goes with the scope: outside of one, other kernels would compute it, with other last bits.
            using var scope = NewDisposeScope();
            using var graph = enable_grad();
            return ((Func<Tensor, Tensor>)vars[2])(x.detach()).detach().MoveToOuterDisposeScope();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            Kernels.BackwardPass.Through([grad_output], () => Gradients(ctx, grad_output));

        private static List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var graph = enable_grad();
            var x = ctx.get_saved_variables()[0].detach().requires_grad_();
            ((Func<Tensor, Tensor>)ctx.get_data(Function))(x).backward([grad_output]);
            return [x.grad!, null!, null!];
        }
    }
}

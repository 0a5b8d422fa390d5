using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// x·Wᵀ + b and what an adapter adds to it. In the training graph, and on a device, products are in the type of matrices that the model has; where gradients
/// are recorded they reach W and b in their own type. Where the CPU only reads weights, the type is how they are stored: it multiplies in float32.
/// </summary>
/// <param name="weight">W.</param>
/// <param name="bias">b, float32, if the family has it.</param>
/// <param name="adapter">What is added, if something is.</param>
/// <param name="type">The type of matrices.</param>
internal sealed class Linear(Tensor weight, Tensor? bias, LowRankFactors? adapter, ScalarType type)
{
    private readonly int _inputs = (int)weight.size(1);
    private readonly int _outputs = (int)weight.size(0);

    private bool OnlyReads => !is_grad_enabled() && DevicePath.HasKernels(weight.device_type);

    private ScalarType Products => OnlyReads ? ScalarType.Float32 : type;

    /// <summary>The result, of the type of products.</summary>
    internal Tensor Apply(Tensor x)
    {
        if (adapter is null && x.dtype == ScalarType.Float32 && IsFew(x))
            return FewRows(x);
        using var scope = NewDisposeScope();
        var read = As(x, Products);
        var y = IsFew(read) ? FewRows(read) : nn.functional.linear(read, As(weight, Products), bias is null ? null : As(bias, Products));
        return (adapter is null ? y : y + As(adapter.Apply(x), Products)).MoveToOuterDisposeScope();
    }

    /// <summary>The result added to the residual, of the residual's type. Outside the training graph, rows of single tokens are added in place.</summary>
    internal Tensor AddTo(Tensor residual, Tensor x)
    {
        if (is_grad_enabled() || residual.dim() > 2)
            return residual + Apply(x);
        if (residual.dtype != Products || weight.dtype != Products || adapter is not null || IsFew(x))
            return residual.add_(Apply(x));
        residual.addmm_(x, weight.t());
        return bias is null ? residual : residual.add_(bias);
    }

    private unsafe Tensor FewRows(Tensor x)
    {
        using var rows = x.contiguous();
        var y = x.dim() == 2 ? empty(x.size(0), _outputs) : empty([.. x.shape[..^1], _outputs]);
        float* from = rows.Floats(), to = y.Floats(), added = bias is null ? null : bias.Floats();
        if (weight.dtype == ScalarType.BFloat16)
            FewRowsKernel.Run<BrainFloats>(from, Rows(x), weight.Start(), added, to, _inputs, _outputs);
        else
            FewRowsKernel.Run<Floats>(from, Rows(x), weight.Start(), added, to, _inputs, _outputs);
        return y;
    }

    private bool IsFew(Tensor x) => _inputs >= FewRowsKernel.FewestInputs && Rows(x) <= FewRowsKernel.MostRows && OnlyReads;

    private int Rows(Tensor x) => (int)(x.numel() / _inputs);

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}

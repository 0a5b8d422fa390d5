using Kimi.Torch.Models.Kernels;
using TorchSharp;
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

    // Weights are changed in place, so they stay where they are.
    private readonly bool _isBrainFloat = weight.dtype == ScalarType.BFloat16;
    private readonly nint _weights = StartOf(weight);
    private readonly nint _bias = bias is null ? 0 : StartOf(bias);

    /// <summary>Whether the product of rows is <see cref="Multiply"/> and no more.</summary>
    internal bool IsKernel => adapter is null && _inputs >= FewRowsKernel.FewestInputs && _weights != 0;

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

    /// <summary>The result for the newest tokens x_BC, float32, of texts: where the product is the kernel's, each as it is alone, to the bit.</summary>
    internal Tensor ApplyToEach(Tensor x_BC) => IsKernel && OnlyReads ? FewRows(x_BC) : Apply(x_BC);

    /// <summary>Writes the product of float32 rows to y, which has room for as many.</summary>
    internal unsafe void Multiply(float* x, int rows, float* y)
    {
        if (_isBrainFloat)
            FewRowsKernel.Run<BrainFloats>(x, rows, (void*)_weights, (float*)_bias, y, _inputs, _outputs);
        else
            FewRowsKernel.Run<Floats>(x, rows, (void*)_weights, (float*)_bias, y, _inputs, _outputs);
    }

    private unsafe Tensor FewRows(Tensor x)
    {
        using var rows = x.contiguous();
        var y = x.dim() == 2 ? empty(x.size(0), _outputs) : empty([.. x.shape[..^1], _outputs]);
        Multiply(rows.Floats(), Rows(x), y.Floats());
        return y;
    }

    private bool IsFew(Tensor x) => _inputs >= FewRowsKernel.FewestInputs && Rows(x) <= FewRowsKernel.RowsInPass && OnlyReads;

    private int Rows(Tensor x) => (int)(x.numel() / _inputs);

    private static unsafe nint StartOf(Tensor tensor) => tensor.device_type == DeviceType.CPU ? (nint)tensor.Start() : 0;

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}

using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// x·Wᵀ + b in the type of matrices that the model has, and what an adapter adds to it; where gradients are recorded they reach W and b in their own type.
/// </summary>
/// <param name="weight">W.</param>
/// <param name="bias">b, if the family has it.</param>
/// <param name="adapter">What is added, if something is.</param>
/// <param name="type">The type in which matrices are multiplied.</param>
internal sealed class Linear(Tensor weight, Tensor? bias, LowRankFactors? adapter, ScalarType type)
{
    /// <summary>The result, of the type of matrices.</summary>
    internal Tensor Apply(Tensor x)
    {
        var y = nn.functional.linear(As(x), As(weight), bias is null ? null : As(bias));
        return adapter is null ? y : y + As(adapter.Apply(x));
    }

    /// <summary>The result added to the residual, of the residual's type. Outside the training graph, rows of single tokens are added in place.</summary>
    internal Tensor AddTo(Tensor residual, Tensor x)
    {
        if (is_grad_enabled() || residual.dim() > 2)
            return residual + Apply(x);
        if (residual.dtype != type || adapter is not null)
            return residual.add_(Apply(x));
        residual.addmm_(x, weight.t());
        return bias is null ? residual : residual.add_(bias);
    }

    private Tensor As(Tensor tensor) => tensor.dtype == type ? tensor : tensor.to(type);
}

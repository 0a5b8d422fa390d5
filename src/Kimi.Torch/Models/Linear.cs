using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>x·Wᵀ in the type of matrices that the model has; where gradients are recorded they reach W in its own type.</summary>
internal static class Linear
{
    /// <summary>x·Wᵀ, of the type of matrices.</summary>
    internal static Tensor Apply(Tensor x, Tensor weight, ScalarType type) => nn.functional.linear(As(x, type), As(weight, type));

    /// <summary>residual + x·Wᵀ, of the residual's type. Outside the training graph, rows of single tokens are added in place.</summary>
    internal static Tensor AddTo(Tensor residual, Tensor x, Tensor weight, ScalarType type)
    {
        if (is_grad_enabled() || residual.dim() > 2)
            return residual + Apply(x, weight, type);
        if (residual.dtype == type)
            residual.addmm_(x, weight.t());
        else
            residual.add_(Apply(x, weight, type));
        return residual;
    }

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}

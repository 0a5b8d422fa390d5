using TorchSharp;

namespace Kimi.Torch.Models;

/// <summary>The number format in which a model multiplies matrices. Weights, gradients, norms and the residual stream are float32 in any case.</summary>
public enum Precision
{
    /// <summary>32-bit floats.</summary>
    Fp32,

    /// <summary>Brain floats of 16 bits, as GPUs multiply them fastest: 8 bits of mantissa.</summary>
    Bf16,
}

/// <summary>Number formats as tensors have them.</summary>
internal static class PrecisionTypes
{
    /// <summary>The type of matrices in the format.</summary>
    internal static torch.ScalarType MatrixType(this Precision precision) =>
        precision == Precision.Bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;
}

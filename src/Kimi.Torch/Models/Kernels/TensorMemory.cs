using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Kimi.Torch.Models.Kernels;

/// <summary>The memory of contiguous CPU tensors, for kernels.</summary>
internal static class TensorMemory
{
    /// <summary>The first float. The tensor must outlive the pointer's use.</summary>
    internal static unsafe float* Floats(this torch.Tensor tensor) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}

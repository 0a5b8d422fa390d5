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

    /// <summary>Where a tensor of any type and size begins. The tensor must outlive the pointer's use.</summary>
    internal static unsafe void* Start(this torch.Tensor tensor)
    {
        // A span has fewer bytes than the head of a large model.
        using var first = tensor.narrow(0, 0, 1);
        return Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}

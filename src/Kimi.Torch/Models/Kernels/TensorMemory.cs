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

    /// <summary>The first 64-bit integer. The tensor must outlive the pointer's use.</summary>
    internal static unsafe long* Integers(this torch.Tensor tensor) =>
        (long*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>Whether kernels can work on the tensor: they read and write float32 memory of this process.</summary>
    internal static bool IsOnCpu(this torch.Tensor tensor) => tensor.device_type == DeviceType.CPU;
}

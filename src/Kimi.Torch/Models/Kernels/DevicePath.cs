using TorchSharp;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// Where computations go: hand-written kernels work on float32 memory of this process; tensors of a device, and of other types, go through
/// libtorch's operations, which is the device path.
/// </summary>
internal static class DevicePath
{
    private static readonly AsyncLocal<bool> s_isForced = new();

    /// <summary>Whether a tensor has kernels.</summary>
    internal static bool HasKernels(this torch.Tensor tensor) => HasKernels(tensor.device_type, tensor.dtype);

    /// <summary>Whether tensors of a device and type have kernels.</summary>
    internal static bool HasKernels(DeviceType device, torch.ScalarType type) => type == torch.ScalarType.Float32 && HasKernels(device);

    /// <summary>Whether a device has kernels.</summary>
    internal static bool HasKernels(DeviceType device) => device == DeviceType.CPU && !s_isForced.Value;

    /// <summary>Has the CPU take the device path too, on this flow of execution and those it starts.</summary>
    internal static void Force(bool force) => s_isForced.Value = force;
}

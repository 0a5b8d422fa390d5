using System.Runtime.InteropServices;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>What NVIDIA's driver says about the GPUs, without libtorch.</summary>
internal static unsafe class CudaDriver
{
    private const int NameSize = 256;
    private const int ComputeCapabilityMajor = 75;
    private const int ComputeCapabilityMinor = 76;

    /// <summary>The GPUs; none where there is no driver.</summary>
    /// <param name="problem">Why there is none, or null.</param>
    internal static IReadOnlyList<CudaDevice> Devices(out string? problem)
    {
        problem = null;
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var driver))
        {
            problem = "there is no NVIDIA driver";
            return [];
        }

        var initialize = (delegate* unmanaged<uint, int>)NativeLibrary.GetExport(driver, "cuInit");
        var countDevices = (delegate* unmanaged<int*, int>)NativeLibrary.GetExport(driver, "cuDeviceGetCount");
        var count = 0;
        if (initialize(0) is not 0 and var error || (error = countDevices(&count)) != 0)
        {
            problem = $"NVIDIA's driver gives no GPU (CUDA error {error})";
            return [];
        }

        if (count == 0)
            problem = "NVIDIA's driver sees no GPU";
        return [.. Enumerable.Range(0, count).Select(index => Describe(driver, index))];
    }

    private static CudaDevice Describe(nint driver, int index)
    {
        var getName = (delegate* unmanaged<byte*, int, int, int>)NativeLibrary.GetExport(driver, "cuDeviceGetName");
        var getAttribute = (delegate* unmanaged<int*, int, int, int>)NativeLibrary.GetExport(driver, "cuDeviceGetAttribute");
        var name = stackalloc byte[NameSize];
        int major, minor;
        _ = getName(name, NameSize, index);
        _ = getAttribute(&major, ComputeCapabilityMajor, index);
        _ = getAttribute(&minor, ComputeCapabilityMinor, index);
        var text = new ReadOnlySpan<byte>(name, NameSize);
        var (free, total) = Memory(driver, index);
        return new(index, Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]), free, total, $"{major}.{minor}");
    }

    // Free memory is only reported within a context; libtorch uses the primary one as well.
    private static (long Free, long Total) Memory(nint driver, int index)
    {
        var retain = (delegate* unmanaged<nint*, int, int>)NativeLibrary.GetExport(driver, "cuDevicePrimaryCtxRetain");
        var release = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(driver, "cuDevicePrimaryCtxRelease_v2");
        var push = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(driver, "cuCtxPushCurrent_v2");
        var pop = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(driver, "cuCtxPopCurrent_v2");
        var getMemory = (delegate* unmanaged<nuint*, nuint*, int>)NativeLibrary.GetExport(driver, "cuMemGetInfo_v2");
        nint context;
        nuint free = 0, total = 0;
        if (retain(&context, index) != 0)
            return (0, 0);
        _ = push(context);
        _ = getMemory(&free, &total);
        _ = pop(&context);
        _ = release(index);
        return ((long)free, (long)total);
    }
}

/// <summary>A GPU.</summary>
/// <param name="Index">Its number, as in <c>cuda:0</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="FreeBytes">Its free memory.</param>
/// <param name="TotalBytes">All of its memory.</param>
/// <param name="ComputeCapability">Its generation, such as 9.0.</param>
internal sealed record CudaDevice(int Index, string Name, long FreeBytes, long TotalBytes, string ComputeCapability);

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Kimi.Torch.Native;

/// <summary>What the last bits of results depend on, besides the program and its input.</summary>
public static class NumericFingerprint
{
    /// <summary>The fingerprint of tensor operations of this process.</summary>
    /// <param name="device">The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
    /// <param name="precision">The number format of matrix multiplications.</param>
    /// <param name="threads">The threads of an operation.</param>
    public static string Of(string device, string precision, int threads)
    {
        var features = Avx512F.IsSupported ? "avx512" : Avx2.IsSupported ? "avx2" : "baseline";
        return string.Join(
            ' ',
            $"{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant(),
            features,
            $"libtorch {LibTorch.Loaded.Version ?? "of unknown version"}",
            device == "cpu" ? device : $"{device} {string.Join(", ", CudaDriver.Devices(out _).Select(card => card.Name).Distinct())}",
            precision,
            $"{threads} threads");
    }
}

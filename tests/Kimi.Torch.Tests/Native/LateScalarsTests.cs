using System.Reflection;
using System.Runtime.InteropServices;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Torch.Tests.Native;

public class LateScalarsTests
{
    [SkippableFact]
    public void A_scalar_that_was_given_back_can_still_be_read_by_an_operation_that_has_its_address()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only the libraries for Linux are known well enough");
        LibTorch.Load();
        Scalar[] scalars = [.. Enumerable.Range(0, 100).Select(number => number + 0.5)];
        var addresses = Array.ConvertAll(scalars, AddressOf);
        var before = Array.ConvertAll(addresses, Bytes);
        Array.ForEach(scalars, scalar => scalar.Dispose());

        // What is freed is given to the next who ask.
        Scalar[] later = [.. Enumerable.Range(0, 100).Select(number => -number)];

        Assert.Equal(before, Array.ConvertAll(addresses, Bytes));
        Assert.Empty(addresses.Intersect(Array.ConvertAll(later, AddressOf)));
        Array.ForEach(later, scalar => scalar.Dispose());
    }

    private static nint AddressOf(Scalar scalar) =>
        (nint)typeof(Scalar).GetProperty("Handle", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(scalar)!;

    private static byte[] Bytes(nint address)
    {
        var bytes = new byte[32];
        Marshal.Copy(address, bytes, 0, bytes.Length);
        return bytes;
    }
}

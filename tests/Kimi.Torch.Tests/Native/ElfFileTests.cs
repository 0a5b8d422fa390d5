using System.Runtime.InteropServices;
using Kimi.Torch.Native;

namespace Kimi.Torch.Tests.Native;

public class ElfFileTests
{
    [Fact]
    public void The_wrapper_needs_libtorchs_libraries_and_the_systems()
    {
        using var stream = File.OpenRead(LibTorch.FindWrapper()!);

        var needed = ElfFile.TryRead(stream)!.Needed();

        Assert.Equal(["libtorch.so", "libc10.so", "libtorch_cpu.so"], needed.Take(3));
        Assert.Contains("libc.so.6", needed);
    }

    [Fact]
    public void Symbols_resolved_at_a_call_and_at_loading_are_distinguished()
    {
        using var stream = File.OpenRead(LibTorch.FindWrapper()!);

        var symbols = ElfFile.TryRead(stream)!.Symbols();

        var call = symbols.Single(symbol => symbol.Name.StartsWith("_ZN2at4_ops9gt_Scalar4call", StringComparison.Ordinal));
        Assert.True(call is { IsDefined: false, IsEager: false, IsWeak: false, IsVersioned: false });
        Assert.Contains(symbols, symbol => symbol is { IsDefined: false, IsEager: true, IsVersioned: false, IsWeak: false });
        Assert.Contains(symbols, symbol => symbol is { Name: "THSTorch_get_num_threads", IsDefined: true });
        Assert.Contains(symbols, symbol => symbol is { Name: "memcpy" or "memmove", IsVersioned: true });
    }

    [Fact]
    public void The_applications_own_libtorch_lacks_nothing()
    {
        var folder = Path.GetDirectoryName(LoadedLibraries.Find("libtorch_cpu.so")[0])!;

        var check = WrapperFunctions.Check(LibTorch.FindWrapper()!, LibTorchFolder.At(folder).Libraries);

        Assert.Empty(check.Missing);
        Assert.InRange(check.Asked, 1_000, 2_000);
    }

    [Fact]
    public void A_function_that_training_calls_is_fatal_when_it_is_missing_and_another_is_not()
    {
        var folder = LibTorchFolder.At(Path.GetDirectoryName(LoadedLibraries.Find("libtorch_cpu.so")[0])!);

        // Without libtorch_cpu nearly all are missing.
        var check = WrapperFunctions.Check(
            LibTorch.FindWrapper()!, folder.Libraries.Where(library => !library.EndsWith("libtorch_cpu.so", StringComparison.Ordinal)));

        Assert.Contains(check.Fatal, function => function.Name == "at::_ops::special_log_softmax::call");
        Assert.Contains(check.Missing, function => function is { Name: "at::_ops::adaptive_max_pool3d::call", IsNeeded: false });
    }

    [Theory]
    [InlineData("_ZN2at4_ops5zeros4callEN3c108ArrayRefINS2_6SymIntEEE", "at::_ops::zeros::call")]
    [InlineData("_ZNK2at6Tensor4gradEv", "at::Tensor::grad")]
    [InlineData("aoti_torch_abi_version", "aoti_torch_abi_version")]
    [InlineData("_ZN99at", "_ZN99at")]
    public void A_mangled_name_is_read_without_its_parameters(string mangled, string name) => Assert.Equal(name, WrapperFunctions.Readable(mangled));

    [Fact]
    public void A_stand_in_takes_the_place_of_a_library_without_being_it()
    {
        var path = Path.Combine(Path.GetDirectoryName(LoadedLibraries.Find("libtorch_cpu.so")[0])!, "libshm.so");
        Assert.True(File.Exists(path));

        StandInLibrary.Occupy(path);

        var library = NativeLibrary.Load(path);
        Assert.Empty(LoadedLibraries.Find("libshm.so"));
        Assert.False(NativeLibrary.TryGetExport(library, "_init", out _));
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Kimi.Dsl;
using Kimi.Torch.Native;
using TorchSharp;

namespace Kimi.Torch.Diagnosis;

/// <summary>Examines what computes here: libtorch, its functions, the devices, and whether their results agree with the CPU's.</summary>
internal static class Doctor
{
    private static readonly string[] s_libraries = ["libtorch", "libc10", "libLibTorchSharp", "libgomp", "libiomp", "libcud", "libcublas", "libnccl"];

    /// <summary>Examines this process. An unusable libtorch may end it, so run this in a separate process.</summary>
    public static DoctorReport Examine()
    {
        var gpus = CudaDriver.Devices(out var noGpu);
        var processor = Processor();
        try
        {
            var libTorch = LibTorch.Loaded;
            var check = libTorch.Check ?? CheckOwn(libTorch.Folder);
            var calculations = new List<Calculation>(DeviceChecks.Of(torch.CPU));
            var problems = Problems(libTorch, check, gpus, noGpu).ToList();
            if (torch.cuda.is_available())
                calculations.AddRange(gpus.SelectMany(gpu => DeviceChecks.Of(torch.device(DeviceType.CUDA, gpu.Index))));
            problems.AddRange(calculations.Where(calculation => !calculation.Agrees).Select(calculation => new DiagnosedProblem(
                $"{calculation.Name} on {calculation.Device} differs from the CPU's ({calculation.Detail})",
                $"do not train on {calculation.Device} with this libtorch", IsSerious: true)));
            return new(
                libTorch.Folder, libTorch.IsGiven, libTorch.Version, Loaded(), check, processor, torch.get_num_threads(), gpus, noGpu, calculations, problems);
        }
        catch (KimiException exception)
        {
            return new(null, false, null, Loaded(), null, processor, 0, gpus, noGpu, [], [new(exception.Message, Remedy: null, IsSerious: true)]);
        }
    }

    private static IEnumerable<DiagnosedProblem> Problems(LoadedLibTorch libTorch, WrapperCheck? check, IReadOnlyList<CudaDevice> gpus, string? noGpu)
    {
        if (!libTorch.IsExpected)
        {
            yield return new(
                $"libtorch {libTorch.Version ?? "of unknown version"} is not the {LibTorch.ExpectedVersion} that TorchSharp was built against",
                $"compare the calculations below, and prefer a PyTorch {LibTorch.ExpectedVersion} where you can",
                IsSerious: false);
        }

        foreach (var function in check?.Missing ?? [])
        {
            yield return new(
                $"libtorch lacks {function.Name}, which {(function.IsNeeded ? "training or sampling calls" : "TorchSharp offers and nothing here calls")}",
                function.IsNeeded ? $"use libtorch {LibTorch.ExpectedVersion}" : "nothing, unless a stage of your own needs it",
                function.IsNeeded);
        }

        if (gpus.Count > 0 && !torch.cuda.is_available())
        {
            yield return new(
                $"there are {gpus.Count} GPUs, and libtorch sees none",
                libTorch.IsGiven
                    ? "set KIMI_LIBTORCH to a PyTorch built for this driver's CUDA, and look for its libraries in site-packages/nvidia"
                    : "this libtorch is for CPUs: build with -p:KimiDevice=cuda, or set KIMI_LIBTORCH to the lib folder of a Python PyTorch with CUDA",
                IsSerious: true);
        }
        else if (noGpu is not null && LoadedLibraries.Find("libtorch_cuda").Count > 0)
        {
            yield return new($"libtorch has CUDA and {noGpu}", "install the driver and restart, or use --device cpu", IsSerious: false);
        }
    }

    private static WrapperCheck? CheckOwn(string folder) =>
        OperatingSystem.IsLinux() && LibTorch.FindWrapper() is { } wrapper ? WrapperFunctions.Check(wrapper, LibTorchFolder.At(folder).Libraries) : null;

    private static IReadOnlyList<string> Loaded() =>
        [.. s_libraries.SelectMany(LoadedLibraries.Find)];

    internal static string Processor()
    {
        const string Key = "model name";
        const string Information = "/proc/cpuinfo";
        var name = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        var vectors = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2";
        return $"{name?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {vectors}";
    }
}

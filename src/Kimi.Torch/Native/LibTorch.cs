using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Kimi.Dsl;
using TorchSharp;

namespace Kimi.Torch.Native;

/// <summary>Loads libtorch, which must happen before the first tensor.</summary>
public static class LibTorch
{
    /// <summary>The environment variable with the folder of the libtorch to use; by default, the application's own is used.</summary>
    public const string FolderVariable = "KIMI_LIBTORCH";

    /// <summary>The version of libtorch that TorchSharp was built against.</summary>
    internal const string ExpectedVersion = "2.10";

    private const string Wrapper = "LibTorchSharp";
    private const string VersionFunction = "aoti_torch_abi_version";

    // What TorchSharp loads by name.
    private static readonly string[] s_backends = ["torch_cpu", "torch_cuda"];

    private static readonly Lock s_lock = new();
    private static LoadedLibTorch? s_loaded;
    private static string? s_failure;
    private static int s_threads;

    /// <summary>The libtorch of the process.</summary>
    /// <exception cref="KimiException">No usable libtorch was found.</exception>
    internal static LoadedLibTorch Loaded
    {
        get
        {
            Load();
            return s_loaded!;
        }
    }

    /// <summary>Loads libtorch once for the process; later calls do nothing. It comes from the folder in <c>KIMI_LIBTORCH</c>, or from the
    /// application.</summary>
    /// <exception cref="KimiException">No usable libtorch was found.</exception>
    public static void Load()
    {
        lock (s_lock)
        {
            if (s_loaded is not null)
                return;

            CheckAddresses();
            if (OperatingSystem.IsLinux())
            {
                GlibcMalloc.KeepFreedMemory();
                OpenMpWaiting.SleepSoon();
            }

            var loading = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } given ? LoadGiven(given) : LoadOwn();

            // TorchSharp's own loader asks the runtime, and the runtime asks here if its plain search fails.
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Wrapper ? LoadWrapper() : 0;
            Touch();
            AlignedBlocks.FillGaps();
            LateScalars.Keep(LibraryFile.Name(Wrapper));
            s_loaded = loading;
        }
    }

    /// <summary>Sets how many threads one tensor operation uses, on the calling thread and on all threads that have not used tensors yet.</summary>
    /// <param name="count">At least one.</param>
    /// <exception cref="KimiException">The count is below one.</exception>
    public static void SetThreads(int count)
    {
        Load();
        s_threads = AtLeastOne(count);

        // At a thread's first question or operation libtorch gives it the number that any thread has set last, so that comes first.
        _ = torch.get_num_threads();
        torch.set_num_threads(count);
    }

    /// <summary>Sets how many threads one tensor operation of the calling thread uses; other threads keep theirs.</summary>
    /// <param name="count">At least one.</param>
    /// <exception cref="KimiException">The count is below one.</exception>
    public static void SetOwnThreads(int count)
    {
        if (OwnThreads.Set(AtLeastOne(count)))
            return;

        var ofTheProcess = s_threads > 0 ? s_threads : torch.get_num_threads();
        SetThreads(count);
        var other = new Thread(() => SetThreads(ofTheProcess));
        other.Start();
        other.Join();
    }

    /// <summary>The path of TorchSharp's native library, or null.</summary>
    internal static string? FindWrapper() => ApplicationFiles(Wrapper).FirstOrDefault();

    private static int AtLeastOne(int threads) =>
        threads >= 1 ? threads : throw new KimiException($"a tensor operation cannot run on {threads} threads: set at least 1");

    // Its libraries are mapped whole, and glibc and .NET set addresses aside. Too few of them end the process inside libtorch.
    private static void CheckAddresses()
    {
        const ulong Least = 4UL << 30;
        if (ProcessLimits.Addresses is < Least and var most)
        {
            throw new KimiException(
                $"libtorch needs {Least >> 20} MiB of address space, and this process may use {most >> 20} (ulimit -v): raise the limit");
        }
    }

    private static LoadedLibTorch LoadGiven(string given)
    {
        var folder = LibTorchFolder.At(given);
        var own = s_backends.SelectMany(ApplicationFiles).ToList();
        if (own.Count > 0 && !OperatingSystem.IsLinux())
            throw new KimiException(
                $"'{own[0]}' came with the application and would be loaded in addition to the libtorch of {FolderVariable}: build with -p:KimiDevice=none");

        var check = OperatingSystem.IsLinux() && FindWrapper() is { } wrapper ? WrapperFunctions.Check(wrapper, folder.Libraries) : null;
        folder.Load();
        var version = Version();
        if (check?.Fatal.ToList() is { Count: > 0 } fatal)
        {
            throw new KimiException(
                $"libtorch {version ?? "of unknown version"} in '{folder.Path}' lacks {fatal.Count} of the functions that are called here, "
                + $"such as {fatal[0].Name}: "
                + $"use libtorch {ExpectedVersion}");
        }

        foreach (var path in own)
            StandInLibrary.Occupy(path);
        return new(folder.Path, IsGiven: true, version, check);
    }

    private static LoadedLibTorch LoadOwn()
    {
        if (ApplicationFolders().FirstOrDefault(LibTorchFolder.HasLibTorch) is not { } path)
            throw NotLoadable("the application has no libtorch next to it");
        var folder = LibTorchFolder.At(path);
        folder.Load();
        return new(folder.Path, IsGiven: false, Version(), Check: null);
    }

    // In the first three bytes: major, minor and patch; libtorch has it since 2.7.
    private static unsafe string? Version()
    {
        foreach (var path in LoadedLibraries.Find(LibraryFile.Name("torch_cpu")))
        {
            if (NativeLibrary.TryLoad(path, out var library) && NativeLibrary.TryGetExport(library, VersionFunction, out var function))
            {
                var version = ((delegate* unmanaged<ulong>)function)();
                return $"{version >> 56}.{(version >> 48) & 0xff}.{(version >> 40) & 0xff}";
            }
        }

        return null;
    }

    private static nint LoadWrapper()
    {
        if (FindWrapper() is not { } wrapper)
        {
            s_failure = $"{LibraryFile.Name(Wrapper)} is in none of the application's folders";
            return 0;
        }

        try
        {
            return NativeLibrary.Load(wrapper);
        }
        catch (DllNotFoundException exception) when (OperatingSystem.IsLinux())
        {
            s_failure = LibraryFile.Reason(exception);
            if (!exception.Message.Contains(ElfPatch.MissingVersion, StringComparison.Ordinal))
                return 0;
        }

        // Unlike the original, the copy is not in libtorch's folder, and relies on what was loaded before it.
        if (NativeLibrary.TryLoad(PatchedLibrary.PathOf(wrapper), out var handle))
            return handle;
        s_failure = "its libtorch is missing";
        return 0;
    }

    private static void Touch()
    {
        try
        {
            _ = torch.get_num_threads();
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException
            or EntryPointNotFoundException)
        {
            if (exception.GetBaseException() is KimiException explained)
                throw explained;
            throw NotLoadable(s_failure ?? LibraryFile.Reason(exception.GetBaseException()), exception);
        }
    }

    // TorchSharp's own answer is a page of its loading attempts.
    private static KimiException NotLoadable(string reason, Exception? cause = null)
    {
        var message = $"libtorch cannot be loaded ({reason}): reference the package {NativePackage()} in the application's project, "
            + $"or set {FolderVariable} to a folder with libtorch {ExpectedVersion}'s libraries";
        return cause is null ? new(message) : new(message, cause);
    }

    private static IEnumerable<string> ApplicationFiles(string library) =>
        ApplicationFolders().Select(folder => Path.Combine(folder, LibraryFile.Name(library))).Where(File.Exists);

    // Where the runtime looks for native libraries, in its order.
    private static IEnumerable<string> ApplicationFolders()
    {
        var known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var runtime = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .SelectMany(folder => new[] { folder, Path.Combine(folder, runtime) })
            .Distinct();
    }

    private static string NativePackage() =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64 or TorchSharp-cuda-windows"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
        : "libtorch-cpu-linux-x64 or TorchSharp-cuda-linux";
}

/// <summary>The libtorch of the process.</summary>
/// <param name="Folder">Where it came from.</param>
/// <param name="IsGiven">Whether <c>KIMI_LIBTORCH</c> names the folder; otherwise it is the application's own.</param>
/// <param name="Version">Its version, or null if unknown.</param>
/// <param name="Check">Which functions it lacks, or null if that was not examined.</param>
internal sealed record LoadedLibTorch(string Folder, bool IsGiven, string? Version, WrapperCheck? Check)
{
    /// <summary>Whether it is of the version that TorchSharp was built against.</summary>
    internal bool IsExpected => Version?.StartsWith($"{LibTorch.ExpectedVersion}.", StringComparison.Ordinal) == true;
}

using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Kimi.Dsl;
using TorchSharp;

namespace Kimi.Torch.Native;

/// <summary>Loads libtorch, which must happen before the first tensor.</summary>
public static class LibTorch
{
    private const string FolderVariable = "KIMI_LIBTORCH";
    private const string Wrapper = "LibTorchSharp";

    // In order of dependence: the wrapper asks for these by name, and finds them only if they are already loaded.
    private static readonly string[] s_libraries = ["c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"];

    private static readonly Lock s_lock = new();
    private static bool s_loaded;
    private static string? s_folder;
    private static string? s_failure;

    /// <summary>Loads libtorch once for the process; later calls do nothing.</summary>
    /// <param name="libTorchFolder">
    /// A folder with libtorch's libraries, such as <c>lib</c> of a Python PyTorch; by default the environment variable
    /// <c>KIMI_LIBTORCH</c>, then the native package of the application.
    /// </param>
    /// <exception cref="KimiException">No usable libtorch was found.</exception>
    public static void Load(string? libTorchFolder = null)
    {
        lock (s_lock)
        {
            if (s_loaded)
                return;

            if (OperatingSystem.IsLinux())
            {
                GlibcMalloc.KeepFreedMemory();
                OpenMpWaiting.SleepSoon();
            }

            s_folder = libTorchFolder ?? Environment.GetEnvironmentVariable(FolderVariable) switch { "" => null, var folder => folder };
            if (s_folder is not null)
                LoadFrom(s_folder);
            else if (!SearchFolders().Any(folder => File.Exists(Path.Combine(folder, FileName("torch_cpu")))))
                throw NotLoadable("the application has no libtorch beside it");

            // TorchSharp's own loader asks the runtime, and the runtime asks here when its plain search has failed.
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Wrapper ? LoadWrapper() : 0;
            Touch();
            s_loaded = true;
        }
    }

    /// <summary>Sets how many threads one tensor operation uses, on the calling thread and on all that have used no tensor yet.</summary>
    /// <param name="count">At least one.</param>
    public static void SetThreads(int count)
    {
        if (count < 1)
            throw new KimiException($"A tensor operation cannot run on {count} threads: set at least 1.");
        Load();
        torch.set_num_threads(count);
    }

    /// <summary>A library that came with libtorch, by a pattern such as <c>libgomp*</c>.</summary>
    internal static string? FindLibrary(string pattern) =>
        SearchFolders().Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, pattern)).FirstOrDefault();

    private static void LoadFrom(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName("torch_cpu"))))
        {
            throw new KimiException(
                $"There is no {FileName("torch_cpu")} in '{folder}': set {FolderVariable} to the folder that holds libtorch 2.10's libraries.");
        }

        foreach (var library in s_libraries)
        {
            var path = Path.Combine(folder, FileName(library));
            try
            {
                if (File.Exists(path))
                    NativeLibrary.Load(path);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                throw new KimiException($"'{path}' cannot be loaded ({FirstLine(exception)}): use a libtorch 2.10 built for this system.", exception);
            }
        }
    }

    private static nint LoadWrapper()
    {
        if (SearchFolders().Select(folder => Path.Combine(folder, FileName(Wrapper))).FirstOrDefault(File.Exists) is not { } wrapper)
        {
            s_failure = $"{FileName(Wrapper)} is in none of the application's folders";
            return 0;
        }

        try
        {
            return NativeLibrary.Load(wrapper);
        }
        catch (DllNotFoundException exception) when (OperatingSystem.IsLinux())
        {
            s_failure = FirstLine(exception);
            if (!exception.Message.Contains(ElfPatch.MissingVersion, StringComparison.Ordinal) && s_folder is null)
                return 0;
        }

        // Unlike the original the copy does not lie beside libtorch, so it relies on what is loaded before it.
        var patched = PatchedLibrary.PathOf(wrapper);
        if (s_folder is null && SearchFolders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName("torch_cpu")))) is { } torchFolder)
            LoadFrom(torchFolder);
        if (NativeLibrary.TryLoad(patched, out var handle))
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
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            if (exception.GetBaseException() is KimiException explained)
                throw explained;
            throw NotLoadable(s_failure ?? FirstLine(exception.GetBaseException()), exception);
        }
    }

    // TorchSharp's own answer is a page of its loading attempts.
    private static KimiException NotLoadable(string reason, Exception? cause = null)
    {
        var message = $"libtorch cannot be loaded ({reason}): reference the package {NativePackage()} in the application's project, "
            + $"or set {FolderVariable} to a folder with libtorch 2.10's libraries.";
        return cause is null ? new(message) : new(message, cause);
    }

    private static IEnumerable<string> SearchFolders()
    {
        var known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var runtime = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .SelectMany(folder => new[] { folder, Path.Combine(folder, runtime) })
            .Concat(s_folder is null ? [] : [s_folder])
            .Distinct();
    }

    private static string NativePackage() =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64 or TorchSharp-cuda-windows"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
        : "libtorch-cpu-linux-x64 or TorchSharp-cuda-linux";

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}

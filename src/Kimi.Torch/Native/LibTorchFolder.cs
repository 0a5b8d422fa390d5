using System.Runtime.InteropServices;
using Kimi.Dsl;

namespace Kimi.Torch.Native;

/// <summary>A folder with libtorch's libraries, such as <c>torch/lib</c> of PyTorch for Python, and the folders with their dependencies.</summary>
internal sealed class LibTorchFolder
{
    // In dependency order. TorchSharp's wrapper asks for the first three by name and finds them once they are loaded.
    private static readonly string[] s_required = ["c10", "torch_cpu", "torch"];
    private static readonly string[] s_optional = ["c10_cuda", "torch_cuda"];

    // Opened by name when kernels are compiled at run time.
    private const string RuntimeCompilers = "libnvrtc*.so*";

    private readonly string[] _searchFolders;
    private readonly HashSet<string> _seen = [];

    private LibTorchFolder(string path)
    {
        Path = path;
        var real = Links.Resolve(System.IO.Path.Combine(path, LibraryFile.Name("torch_cpu")));
        string[] folders = [path, System.IO.Path.GetDirectoryName(real)!];
        CudaFolders = [.. folders.SelectMany(CudaFoldersBeside).Distinct()];
        _searchFolders = [.. folders.Concat(CudaFolders).Distinct()];
    }

    /// <summary>The folder.</summary>
    internal string Path { get; }

    /// <summary>The folders of CUDA's own libraries in the same Python environment: <c>site-packages/nvidia/*/lib</c>.</summary>
    private IReadOnlyList<string> CudaFolders { get; }

    /// <summary>The libraries with the functions that TorchSharp's wrapper calls.</summary>
    internal IEnumerable<string> Libraries => s_required.Select(PathOf);

    /// <summary>Examines a folder.</summary>
    /// <param name="path">The folder itself, or one with the libraries in its <c>lib</c>.</param>
    /// <exception cref="KimiException">It does not hold libtorch's libraries.</exception>
    internal static LibTorchFolder At(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(path))
            throw new KimiException($"there is no folder '{path}': {Remedy}");
        var lib = System.IO.Path.Combine(path, "lib");
        if (!HasLibTorch(path) && HasLibTorch(lib))
            path = lib;
        foreach (var file in s_required.Select(library => System.IO.Path.Combine(path, LibraryFile.Name(library))))
        {
            if (Links.LeadsToFile(file))
                continue;
            if (new FileInfo(file).LinkTarget is { } target)
                throw new KimiException($"'{file}' is a link to '{target}', which is not there: {Remedy}");
            throw new KimiException($"there is no {System.IO.Path.GetFileName(file)} in '{path}': {Remedy}");
        }

        return new(path);
    }

    /// <summary>Whether there is a libtorch in a folder.</summary>
    internal static bool HasLibTorch(string folder) => File.Exists(System.IO.Path.Combine(folder, LibraryFile.Name("torch_cpu")));

    /// <summary>Loads the libraries, each after those it needs, so that none is searched for anywhere else.</summary>
    /// <exception cref="KimiException">One of them cannot be loaded.</exception>
    internal void Load()
    {
        foreach (var library in s_required.Take(2).Concat(s_optional).Append(s_required[^1]))
            Load(LibraryFile.Name(library));
        foreach (var compiler in CudaFolders.SelectMany(folder => Directory.EnumerateFiles(folder, RuntimeCompilers)).Order(StringComparer.Ordinal))
            Load(System.IO.Path.GetFileName(compiler));
    }

    private static string Remedy =>
        $"set {LibTorch.FolderVariable} to the folder that holds libtorch {LibTorch.ExpectedVersion}'s libraries, such as torch/lib of a Python PyTorch";

    private string PathOf(string library) => System.IO.Path.Combine(Path, LibraryFile.Name(library));

    private void Load(string name)
    {
        if (!_seen.Add(name))
            return;

        // A library in none of the folders is the system's.
        if (_searchFolders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists) is not { } path)
            return;
        if (OperatingSystem.IsLinux())
        {
            foreach (var needed in Needed(path))
                Load(needed);
        }

        try
        {
            NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new KimiException(
                $"'{path}' cannot be loaded ({LibraryFile.Reason(exception)}): use a libtorch {LibTorch.ExpectedVersion} built for this system, "
                + "with all of its libraries",
                exception);
        }
    }

    // One of CUDA's that cannot be read is left to the dynamic linker.
    private IReadOnlyList<string> Needed(string path)
    {
        using var stream = File.OpenRead(path);
        if (ElfFile.TryRead(stream) is { } file)
            return file.Needed();
        return Libraries.Contains(path) ? throw new KimiException($"'{path}' is not a library, or only part of one: copy it again") : [];
    }

    private static IEnumerable<string> CudaFoldersBeside(string folder)
    {
        var packages = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "..", "..", "nvidia"));
        return Directory.Exists(packages)
            ? Directory.EnumerateDirectories(packages)
                .Select(package => System.IO.Path.Combine(package, "lib"))
                .Where(Directory.Exists)
                .Order(StringComparer.Ordinal)
            : [];
    }
}

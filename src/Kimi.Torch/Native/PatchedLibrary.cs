using System.Security.Cryptography;
using Kimi.Dsl;

namespace Kimi.Torch.Native;

/// <summary>A patched copy of a library in the user's cache, named by the hash of what it was made from.</summary>
internal static class PatchedLibrary
{
    /// <summary>Returns the path of the patched copy, which is written on first use.</summary>
    internal static string PathOf(string library)
    {
        var image = File.ReadAllBytes(library);
        var hash = Convert.ToHexStringLower(SHA256.HashData(image))[..16];
        var folder = Path.Combine(CacheFolder(), hash);
        var path = Path.Combine(folder, Path.GetFileName(library));
        if (File.Exists(path))
            return path;

        if (!ElfPatch.TryApply(image))
        {
            throw new KimiException(
                $"'{library}' needs {ElfPatch.MissingVersion} of libstdc++ and is not a build that can be adapted: "
                + "install GCC 13's libstdc++ or use TorchSharp 0.107");
        }

        Directory.CreateDirectory(folder);
        // Written under another name and renamed, so that a process starting at the same moment never loads half a file.
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        using (var stream = new FileStream(temporary, FileMode.CreateNew))
        {
            stream.Write(image);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        return path;
    }

    private static string CacheFolder()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "kimi", "native");
    }
}

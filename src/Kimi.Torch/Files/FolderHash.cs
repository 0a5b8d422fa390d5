using System.Security.Cryptography;
using System.Text;

namespace Kimi.Torch.Files;

/// <summary>The hash of all files of a folder.</summary>
public static class FolderHash
{
    /// <summary>The SHA-256 of the files' names and contents, in lower-case hexadecimal digits.</summary>
    /// <param name="folder">The folder; its subfolders count.</param>
    public static string Of(string folder) => Of(FilesOf(folder));

    /// <summary>The files of a folder, in the order of their names.</summary>
    /// <param name="folder">The folder; its subfolders count.</param>
    internal static IReadOnlyList<HashedFile> FilesOf(string folder)
    {
        var files = new List<HashedFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            files.Add(new(Path.GetRelativePath(folder, file).Replace('\\', '/'), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))));
        }

        return files;
    }

    /// <summary>The hash of a folder that has these files.</summary>
    /// <param name="files">The files, in the order of their names.</param>
    internal static string Of(IEnumerable<HashedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n"));
            hash.AppendData(Convert.FromHexString(file.Sha256));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A file of a folder.</summary>
/// <param name="Name">Its name from the folder on, with slashes.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record HashedFile(string Name, long Length, string Sha256);

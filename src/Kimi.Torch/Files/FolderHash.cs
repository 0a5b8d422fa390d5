using System.Security.Cryptography;
using System.Text;

namespace Kimi.Torch.Files;

/// <summary>The hash of all files of a folder.</summary>
public static class FolderHash
{
    /// <summary>The SHA-256 of the files' names and contents, in lower-case hexadecimal digits.</summary>
    /// <param name="folder">The folder; its subfolders count.</param>
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\n"));
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

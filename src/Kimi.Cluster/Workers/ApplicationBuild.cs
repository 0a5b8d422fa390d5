using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Kimi.Cluster.Workers;

/// <summary>Which build of the application this is.</summary>
internal static class ApplicationBuild
{
    private const int ShownDigits = 12;

    /// <summary>The first digits of the SHA-256 of the names and versions of all its assemblies; a compiler gives the same version to the same code.</summary>
    public static string Current { get; } = Of(AppContext.BaseDirectory);

    private static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata)
                continue;
            var assembly = file.GetMetadataReader();
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            hash.AppendData(assembly.GetGuid(assembly.GetModuleDefinition().Mvid).ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..ShownDigits];
    }
}

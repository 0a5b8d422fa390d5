namespace Kimi.Torch.Files;

/// <summary>Compares a folder with what was recorded of its files.</summary>
internal static class FolderRecord
{
    /// <summary>The checksums of all files, by their paths relative to the folder, with forward slashes.</summary>
    /// <param name="folder">The folder; its subfolders count.</param>
    /// <param name="counts">Which paths count; null for all.</param>
    public static SortedDictionary<string, FileChecksum> Of(string folder, Func<string, bool>? counts = null)
    {
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        return new(
            names.Where(name => counts?.Invoke(name) != false).ToDictionary(name => name, name => FileChecksum.Of(Path.Combine(folder, name))),
            StringComparer.Ordinal);
    }

    /// <summary>Checks that recorded files are as they were written.</summary>
    /// <param name="files">What was recorded.</param>
    /// <param name="found">The checksum of a file now, or null if it is missing.</param>
    /// <exception cref="DamageException">One is not.</exception>
    public static void Check(IEnumerable<KeyValuePair<string, FileChecksum>> files, Func<string, FileChecksum?> found)
    {
        foreach (var (name, written) in files)
        {
            var now = found(name) ?? throw new DamageException($"{name} is missing");
            if (now.Size != written.Size)
                throw new DamageException($"{name} has {now.Size} bytes, and had {written.Size} when it was written");
            if (now != written)
                throw new DamageException($"{name} is not as it was written");
        }
    }
}

using System.Text.Json;

namespace Kimi.Torch.Files;

/// <summary>
/// The checksums of a folder's files. They are kept in a file, so that a file whose size, times and inode are as when this machine last read it is not read
/// again.
/// </summary>
internal sealed class VerifiedFiles
{
    // A file may be written twice within the resolution of its times: then it looks the same.
    private static readonly TimeSpan TimeResolution = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _folder;
    private readonly string _file;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private bool _changed;

    /// <summary>Reads what is kept.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The file that keeps the checksums.</param>
    public VerifiedFiles(string folder, string file)
    {
        (_folder, _file) = (folder, file);
        try
        {
            if (JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(file), Json) is { } kept && kept.Machine == Environment.MachineName)
                _entries = new(kept.Files, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Whatever was kept is not needed: the files are read.
        }
    }

    /// <summary>The checksum of a plain file, or null if there is none: a pipe or a device could be read for ever.</summary>
    /// <param name="name">Its path relative to the folder, with forward slashes.</param>
    /// <param name="readAgain">Whether to read it even if it looks as it did.</param>
    public FileChecksum? Of(string name, bool readAgain = false)
    {
        var path = Path.Combine(_folder, name);
        if (FileStatus.Of(path) is not { IsRegular: true } status)
            return null;
        if (!readAgain && _entries.TryGetValue(name, out var entry) && entry.Status == status)
            return entry.Checksum;
        var now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        var checksum = FileChecksum.Of(path);
        _changed |= _entries.Remove(name);
        if (Math.Max(status.Modified, status.Changed) < now - (long)TimeResolution.TotalNanoseconds)
        {
            _entries[name] = new(status, checksum);
            _changed = true;
        }

        return checksum;
    }

    /// <summary>Keeps the checksums, if the folder can be written to.</summary>
    public void Keep()
    {
        if (!_changed)
            return;
        try
        {
            DurableFiles.WriteText(_file, JsonSerializer.Serialize(new Kept(Environment.MachineName, _entries), Json));
            _changed = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They save time, and nothing else.
        }
    }

    private sealed record Kept(string Machine, Dictionary<string, Entry> Files);

    // A struct, since the serializer would accept null for an entry that is a class.
    private readonly record struct Entry(FileStatus Status, FileChecksum Checksum);
}

namespace Kimi.Cluster.Weights;

/// <summary>
/// Folders of this process alone, for files that are mapped: in the machine's memory (<c>/dev/shm</c>) where there is room, else in the folder for runs.
/// </summary>
/// <param name="runs">The folder for runs.</param>
internal sealed class WeightsFolders(string runs) : IDisposable
{
    private const string SharedMemory = "/dev/shm";
    private const string Prefix = "kimi-weights-";
    private const string LockFile = "lock";

    private readonly Dictionary<string, FileStream> _folders = [];

    /// <summary>One of them.</summary>
    /// <param name="bytes">How much will be written there.</param>
    public string For(long bytes)
    {
        var hasRoom = Directory.Exists(SharedMemory) && new DriveInfo(SharedMemory).AvailableFreeSpace > bytes;
        var place = hasRoom ? SharedMemory : Path.GetFullPath(runs);
        if (_folders.Keys.FirstOrDefault(folder => Path.GetDirectoryName(folder) == place) is { } there)
            return there;
        Directory.CreateDirectory(place);
        DeleteThoseOfTheDead(place);
        var own = Path.Combine(place, $"{Prefix}{Path.GetRandomFileName()}");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(own);
        else
            Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folders[own] = new(Path.Combine(own, LockFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        return own;
    }

    /// <summary>Deletes them; whoever still maps a file keeps its pages.</summary>
    public void Dispose()
    {
        foreach (var (folder, isAlive) in _folders)
        {
            isAlive.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        _folders.Clear();
    }

    // A process that is killed deletes nothing, but no longer holds its lock.
    private static void DeleteThoseOfTheDead(string place)
    {
        foreach (var folder in Directory.EnumerateDirectories(place, $"{Prefix}*"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It belongs to a process that is alive, is only just made, or is somebody else's.
            }
        }
    }
}

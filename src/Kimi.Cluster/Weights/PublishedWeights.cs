using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Microsoft.Extensions.Options;
using static TorchSharp.torch;

namespace Kimi.Cluster.Weights;

/// <summary>
/// Policies in files that the workers of this machine map: in the machine's memory (<c>/dev/shm</c>) where there is room, else in the folder for runs. A
/// version stays while an order uses it, and until another one is published.
/// </summary>
/// <param name="options">Where runs are.</param>
internal sealed class PublishedWeights(IOptions<KimiOptions> options) : IDisposable
{
    private const string SharedMemory = "/dev/shm";
    private const string Prefix = "kimi-weights-";
    private const string LockFile = "lock";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, int Version), Version> _versions = [];
    private readonly Dictionary<string, FileStream> _folders = [];
    private int _published;

    /// <summary>Publishes a version, once for all orders that use it.</summary>
    /// <param name="policy">Which one it is.</param>
    /// <param name="weights">Its weights, which nobody changes meanwhile.</param>
    /// <returns>Where it is; to be given back after the order.</returns>
    public PublishedVersion Use(PublishedPolicy policy, LoadedPolicy weights)
    {
        lock (_lock)
        {
            if (!_versions.TryGetValue((policy.Name, policy.Version), out var version))
            {
                Retire();
                _versions[(policy.Name, policy.Version)] = version = new(Publish(policy, weights));
            }

            version.Orders++;
            return new(version.Policy, () => GiveBack(version));
        }
    }

    /// <summary>Deletes all files; workers that still map one keep its pages.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (folder, isAlive) in _folders)
            {
                isAlive.Dispose();
                Directory.Delete(folder, recursive: true);
            }

            _folders.Clear();
            _versions.Clear();
        }
    }

    private void GiveBack(Version version)
    {
        lock (_lock)
            version.Orders--;
    }

    private void Retire()
    {
        foreach (var (key, version) in _versions.Where(entry => entry.Value.Orders == 0).ToList())
        {
            _versions.Remove(key);
            Directory.Delete(version.Policy.Folder, recursive: true);
        }
    }

    private PublishedPolicy Publish(PublishedPolicy policy, LoadedPolicy weights)
    {
        var number = (++_published).ToString(CultureInfo.InvariantCulture);
        var folder = Path.Combine(Folder(weights.Model.Parameters.Weights), number);
        weights.Model.Publish(folder);
        weights.Tokenizer.Save(folder);
        weights.Images?.Save(folder);
        return policy with { Folder = folder, Hash = FolderHash.Of(folder) };
    }

    // Twice the size, since what orders still use lies beside what is published.
    private string Folder(Tensor weights)
    {
        var needed = 2 * weights.numel() * weights.element_size();
        var hasRoom = Directory.Exists(SharedMemory) && new DriveInfo(SharedMemory).AvailableFreeSpace > needed;
        var place = hasRoom ? SharedMemory : Path.GetFullPath(options.Value.RunsFolder);
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

    private sealed class Version(PublishedPolicy policy)
    {
        public PublishedPolicy Policy => policy;

        public int Orders { get; set; }
    }
}

/// <summary>The right to a version's files.</summary>
/// <param name="Policy">The version, with folder and hash.</param>
/// <param name="GiveBack">Called when it is no longer needed.</param>
internal sealed record PublishedVersion(PublishedPolicy Policy, Action GiveBack) : IDisposable
{
    public void Dispose() => GiveBack();
}

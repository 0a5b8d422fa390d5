using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Weights;

/// <summary>
/// Policies in files that the workers of this machine map, and those of others copy. A version stays while an order uses it, and until another one is
/// published.
/// </summary>
/// <param name="options">Where runs are.</param>
internal sealed class PublishedWeights(IOptions<KimiOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, int Version), Version> _versions = [];
    private readonly WeightsFolders _folders = new(options.Value.RunsFolder);
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
                _versions[(policy.Name, policy.Version)] = version = Publish(policy, weights);
            }

            version.Orders++;
            return new(version.Policy, version.Files, () => GiveBack(version));
        }
    }

    /// <summary>A version that an order uses.</summary>
    /// <param name="hash">The hash of its folder.</param>
    /// <exception cref="InvalidOperationException">None does any more.</exception>
    public PublishedVersion Find(string hash)
    {
        lock (_lock)
        {
            return _versions.Values.FirstOrDefault(version => version.Policy.Hash == hash) is { } found
                ? new(found.Policy, found.Files, () => { })
                : throw new InvalidOperationException($"no order uses the weights {hash} any more");
        }
    }

    /// <summary>Deletes all files; workers that still map one keep its pages.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _folders.Dispose();
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

    private Version Publish(PublishedPolicy policy, LoadedPolicy weights)
    {
        // Twice the size, since what orders still use lies beside what is published.
        var tensor = weights.Model.Parameters.Weights;
        var place = _folders.For(2 * tensor.numel() * tensor.element_size());
        var folder = Path.Combine(place, (++_published).ToString(CultureInfo.InvariantCulture));
        weights.Model.Publish(folder);
        weights.Tokenizer.Save(folder);
        weights.Images?.Save(folder);
        var files = FolderHash.FilesOf(folder);
        return new(policy with { Folder = folder, Hash = FolderHash.Of(files) }, files);
    }

    private sealed class Version(PublishedPolicy policy, IReadOnlyList<HashedFile> files)
    {
        public PublishedPolicy Policy => policy;

        public IReadOnlyList<HashedFile> Files => files;

        public int Orders { get; set; }
    }
}

/// <summary>The right to a version's files.</summary>
/// <param name="Policy">The version, with folder and hash.</param>
/// <param name="Files">Its files.</param>
/// <param name="GiveBack">Called when it is no longer needed.</param>
internal sealed record PublishedVersion(PublishedPolicy Policy, IReadOnlyList<HashedFile> Files, Action GiveBack) : IDisposable
{
    public void Dispose() => GiveBack();
}

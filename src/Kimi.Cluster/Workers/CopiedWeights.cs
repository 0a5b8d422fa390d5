using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Workers;

/// <summary>
/// Copies of published policies on a worker's own machine. A file is kept by its hash, so of a version only those files travel that the worker does not have:
/// of one that has trained an adapter, the adapter.
/// </summary>
/// <param name="options">Where runs are.</param>
internal sealed class CopiedWeights(IOptions<KimiOptions> options) : IDisposable
{
    /// <summary>How much travels in one message.</summary>
    public const int PieceBytes = 1 << 20;

    // So many are on their way at a time, so that a long way does not slow them down.
    private const int PiecesAtOnce = 4;

    // The one that is mapped, and the one that an order may still name.
    private const int KeptVersions = 2;

    private readonly WeightsFolders _folders = new(options.Value.RunsFolder);
    private readonly List<(string Folder, IReadOnlyList<string> Files)> _versions = [];

    /// <summary>Copies what is missing.</summary>
    /// <param name="policy">The policy, as the launcher names it.</param>
    /// <param name="published">The originals.</param>
    /// <param name="copied">Takes the policy, in a folder of this machine.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The bytes of each piece, once it is there.</returns>
    /// <exception cref="InvalidDataException">A file is not the one that was published.</exception>
    // The one caller executes orders one after the other.
    public async IAsyncEnumerable<int> CopyAsync(
        PublishedPolicy policy, IPublishedFiles published, Action<PublishedPolicy> copied, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = await published.FilesAsync(policy.Hash).WaitAsync(cancellationToken).ConfigureAwait(false);
        var place = _folders.For((KeptVersions + 1) * files.Sum(file => file.Length));
        foreach (var file in files.Where(file => !File.Exists(Path.Combine(place, file.Sha256))))
        {
            await foreach (var bytes in CopyAsync(policy.Hash, file, Path.Combine(place, file.Sha256), published, cancellationToken).ConfigureAwait(false))
                yield return bytes;
        }

        var folder = Path.Combine(place, policy.Hash);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            foreach (var file in files)
                File.CreateSymbolicLink(Path.Combine(folder, file.Name), Path.Combine(place, file.Sha256));
        }

        _versions.RemoveAll(version => version.Folder == folder);
        _versions.Add((folder, [.. files.Select(file => Path.Combine(place, file.Sha256))]));
        DropOld();
        copied(policy with { Folder = folder });
    }

    /// <summary>Deletes them.</summary>
    public void Dispose() => _folders.Dispose();

    private static async IAsyncEnumerable<int> CopyAsync(
        string hash, PublishedFile file, string path, IPublishedFiles published, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partial = $"{path}.part";
        await using (var stream = File.Create(partial))
        {
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var pieces = new Queue<Task<byte[]>>();
            for (long asked = 0, written = 0; written < file.Length;)
            {
                for (; asked < file.Length && pieces.Count < PiecesAtOnce; asked += PieceBytes)
                    pieces.Enqueue(published.ReadAsync(hash, file.Name, asked));
                var piece = await pieces.Dequeue().WaitAsync(cancellationToken).ConfigureAwait(false);
                sha256.AppendData(piece);
                await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                written += piece.Length;
                yield return piece.Length;
            }

            if (Convert.ToHexStringLower(sha256.GetHashAndReset()) is var copied && copied != file.Sha256)
                throw new InvalidDataException($"the copy of '{file.Name}' has SHA-256 {copied}, and what was published has {file.Sha256}");
        }

        File.Move(partial, path);
    }

    private void DropOld()
    {
        while (_versions.Count > KeptVersions)
        {
            var (folder, files) = _versions[0];
            _versions.RemoveAt(0);
            Directory.Delete(folder, recursive: true);
            foreach (var file in files.Except(_versions.SelectMany(version => version.Files)))
                File.Delete(file);
        }
    }
}

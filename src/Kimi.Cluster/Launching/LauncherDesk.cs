using System.Collections.Concurrent;
using Kimi.Cluster.Weights;
using Kimi.Cluster.Workers;
using Kimi.Dsl;

namespace Kimi.Cluster.Launching;

/// <summary>Answers what workers ask: it finds their connections, the files of published policies, and images.</summary>
/// <param name="weights">The published policies.</param>
/// <param name="images">The images of prompts.</param>
/// <param name="configuration">What those who join get of the run's configuration.</param>
internal sealed class LauncherDesk(PublishedWeights weights, IImageStore images, Dictionary<string, string> configuration)
{
    private const string Unknown = "is not known to the run";

    // Well below the time after which a call without an answer fails.
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(5);

    /// <summary>What those who join get of the run's configuration.</summary>
    public Dictionary<string, string> Configuration => configuration;

    /// <summary>The workers' connections, by their names.</summary>
    public ConcurrentDictionary<string, WorkerConnection> Connections { get; } = [];

    /// <summary>Takes in a worker that was started elsewhere, unless it is not what it must be; null where none may join.</summary>
    public Func<string, WorkerDescription, string?>? Welcome { get; set; }

    /// <summary>Has a worker join.</summary>
    /// <returns>Why it gets no orders; null if it gets them.</returns>
    public string? Join(string worker, WorkerDescription description) =>
        Connections.TryGetValue(worker, out var connection) ? connection.Join(description)
        : Welcome is not null ? Welcome(worker, description)
        : Unknown;

    /// <summary>Waits for an order, or goes on with one.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="write">Writes an order.</param>
    /// <returns>The order's next piece, or null if there is no order yet.</returns>
    public async Task<OrderPiece?> NextOrderAsync(string worker, Func<WorkerOrder, byte[]> write)
    {
        using var turn = new CancellationTokenSource(s_turn);
        return Connections.TryGetValue(worker, out var connection) ? await connection.NextPieceAsync(write, turn.Token).ConfigureAwait(false) : null;
    }

    /// <summary>Takes reports.</summary>
    /// <returns>Whether the order is still wanted.</returns>
    public bool Take(string worker, long order, IEnumerable<WorkerReport> reports) => IsKnown(worker) && Connections[worker].Take(order, reports);

    /// <summary>Notes a sign of life.</summary>
    /// <returns>Whether the worker is known.</returns>
    public bool IsKnown(string worker)
    {
        if (!Connections.TryGetValue(worker, out var connection))
            return false;
        connection.NoteSign();
        return true;
    }

    /// <summary>The files of a published policy.</summary>
    public PublishedFile[] Files(string hash) => [.. weights.Find(hash).Files.Select(file => new PublishedFile(file.Name, file.Length, file.Sha256))];

    /// <summary>Reads a piece of one.</summary>
    public async Task<byte[]> ReadAsync(string hash, string file, long offset)
    {
        var published = weights.Find(hash);
        var found = published.Files.First(candidate => candidate.Name == file);
        using var handle = File.OpenHandle(Path.Combine(published.Policy.Folder, found.Name), options: FileOptions.Asynchronous);
        var piece = new byte[Math.Min(CopiedWeights.PieceBytes, found.Length - offset)];
        for (var read = 0; read < piece.Length;)
        {
            var more = await RandomAccess.ReadAsync(handle, piece.AsMemory(read), offset + read).ConfigureAwait(false);
            if (more == 0)
                throw new EndOfStreamException($"'{file}' is shorter than when it was published");
            read += more;
        }

        return piece;
    }

    /// <summary>An image of a prompt.</summary>
    public byte[] Image(string hash) => images.Get(hash);
}

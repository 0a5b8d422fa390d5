using Orleans.Serialization;

namespace Kimi.Cluster.Workers;

/// <summary>Asks the launcher for orders, piece by piece.</summary>
/// <param name="launcher">The launcher.</param>
/// <param name="worker">The worker's name.</param>
/// <param name="serializer">Reads what the launcher wrote.</param>
internal sealed class OrderReader(ILauncher launcher, string worker, Serializer<WorkerOrder> serializer)
{
    /// <summary>Waits for an order, for a few seconds.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The order, or null: ask again, if the launcher still knows the worker.</returns>
    public async Task<WorkerOrder?> NextAsync(CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        while (await launcher.NextOrderAsync(worker).WaitAsync(cancellationToken).ConfigureAwait(false) is { } piece)
        {
            read.Write(piece.Bytes);
            if (piece.IsLast)
                return serializer.Deserialize(read.GetBuffer().AsMemory(0, (int)read.Length));
        }

        return null;
    }
}

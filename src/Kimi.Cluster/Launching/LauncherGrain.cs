using Kimi.Cluster.Workers;
using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Kimi.Cluster.Launching;

/// <summary>What workers call.</summary>
/// <param name="desk">Answers the calls.</param>
/// <param name="orders">Writes orders.</param>
[Reentrant]
internal sealed class LauncherGrain(LauncherDesk desk, Serializer<WorkerOrder> orders) : Grain, ILauncher
{
    public Task<string?> JoinAsync(string worker, WorkerDescription description) => Task.FromResult(desk.Join(worker, description));

    public Task<Dictionary<string, string>> ConfigurationAsync() => Task.FromResult(desk.Configuration);

    public Task<OrderPiece?> NextOrderAsync(string worker) => desk.NextOrderAsync(worker, order => orders.SerializeToArray(order));

    public Task<bool> ReportAsync(string worker, long order, WorkerReport[] reports) => Task.FromResult(desk.Take(worker, order, reports));

    public Task<bool> IsKnownAsync(string worker) => Task.FromResult(desk.IsKnown(worker));

    public Task<PublishedFile[]> FilesAsync(string hash) => Task.FromResult(desk.Files(hash));

    public Task<byte[]> ReadAsync(string hash, string file, long offset) => desk.ReadAsync(hash, file, offset);

    public Task<byte[]> ImageAsync(string hash) => Task.Run(() => desk.Image(hash));
}

using System.Collections.Concurrent;
using Kimi.Cluster.Workers;
using Orleans;
using Orleans.Concurrency;

namespace Kimi.Cluster.Launching;

/// <summary>What workers call: it finds their connections.</summary>
/// <param name="connections">The connections.</param>
[Reentrant]
internal sealed class LauncherGrain(WorkerConnections connections) : Grain, ILauncher
{
    public IAsyncEnumerable<WorkerOrder> OrdersAsync(string worker, WorkerDescription description, CancellationToken cancellationToken) =>
        connections.TryGetValue(worker, out var connection) ? connection.Join(description, cancellationToken) : AsyncEnumerable.Empty<WorkerOrder>();

    public Task<bool> ReportAsync(string worker, long order, WorkerReport[] reports) =>
        Task.FromResult(connections.TryGetValue(worker, out var connection) && connection.Take(order, reports));
}

/// <summary>The workers' connections, by their names.</summary>
internal sealed class WorkerConnections : ConcurrentDictionary<string, WorkerConnection>;

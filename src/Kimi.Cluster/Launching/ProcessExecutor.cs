using System.Runtime.CompilerServices;
using Kimi.Cluster.Weights;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Cluster.Launching;

/// <summary>Has orders executed by a worker's process. An order whose process ends fails at once, and is issued again.</summary>
/// <param name="process">The process, or the one that takes its place.</param>
/// <param name="capabilities">Those of an executor in this process, which the worker's must equal.</param>
/// <param name="policies">Gives the policies.</param>
/// <param name="weights">Publishes them.</param>
internal sealed class ProcessExecutor(
    WorkerProcess process, ExecutorCapabilities capabilities, IPolicySource policies, PublishedWeights weights) : IRolloutExecutor
{
    public string Name => process.Name;

    public ExecutorCapabilities Capabilities => capabilities;

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = policies.Resolve(order.Policy);
        using var published = weights.Use(order.Policy, lease.Policy);
        var worker = await process.ReadyAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var told in worker.ExecuteAsync(order with { Policy = published.Policy }, cancellationToken).ConfigureAwait(false))
            yield return told;
        process.HasDoneWork();
    }
}

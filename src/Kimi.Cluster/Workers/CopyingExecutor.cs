using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Workers;

/// <summary>Executes orders after it has copied their policies to this machine.</summary>
/// <param name="executor">Executes them.</param>
/// <param name="weights">The copies.</param>
/// <param name="published">The originals.</param>
/// <param name="logger">Where it is told how much was copied.</param>
internal sealed class CopyingExecutor(IRolloutExecutor executor, CopiedWeights weights, IPublishedFiles published, ILogger logger) : IRolloutExecutor
{
    public string Name => executor.Name;

    public ExecutorCapabilities Capabilities => executor.Capabilities;

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var copied = 0L;
        await foreach (var bytes in weights.CopyAsync(order.Policy, published, policy => order = order with { Policy = policy }, cancellationToken)
            .ConfigureAwait(false))
        {
            copied += bytes;
            yield return new RolloutEvent.Progress();
        }

        if (copied > 0)
            logger.LogInformation("copied {Bytes} bytes for version {Version} of {Policy}", copied, order.Policy.Version, order.Policy.Name);

        await foreach (var told in executor.ExecuteAsync(order, cancellationToken).ConfigureAwait(false))
            yield return told;
    }
}

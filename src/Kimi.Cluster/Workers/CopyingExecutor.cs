using System.Runtime.CompilerServices;
using Kimi.Cluster.Weights;
using Kimi.Dsl;

namespace Kimi.Cluster.Workers;

/// <summary>Executes orders after it has copied their policies to this machine.</summary>
/// <param name="executor">Executes them.</param>
/// <param name="weights">The copies.</param>
/// <param name="launcher">Has the originals.</param>
internal sealed class CopyingExecutor(IRolloutExecutor executor, CopiedWeights weights, ILauncher launcher) : IRolloutExecutor
{
    public string Name => executor.Name;

    public ExecutorCapabilities Capabilities => executor.Capabilities;

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in weights.CopyAsync(order.Policy, launcher, policy => order = order with { Policy = policy }, cancellationToken)
            .ConfigureAwait(false))
        {
            yield return new RolloutEvent.Progress();
        }

        await foreach (var told in executor.ExecuteAsync(order, cancellationToken).ConfigureAwait(false))
            yield return told;
    }
}

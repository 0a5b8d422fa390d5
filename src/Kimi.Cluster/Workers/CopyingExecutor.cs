using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Workers;

/// <summary>Executes orders after it has copied to this host what they name: images, and policies.</summary>
/// <param name="executor">Executes them.</param>
/// <param name="weights">The copies of policies; null where the originals are on this machine.</param>
/// <param name="images">The images of this host's folder for runs, which has those that were copied.</param>
/// <param name="published">The originals.</param>
/// <param name="logger">Where it is told how much was copied.</param>
internal sealed class CopyingExecutor(IRolloutExecutor executor, CopiedWeights? weights, ImageStore images, IPublishedFiles published, ILogger logger)
    : IRolloutExecutor
{
    public string Name => executor.Name;

    public ExecutorCapabilities Capabilities => executor.Capabilities;

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hashes = order.Prompts.SelectMany(prompt => prompt.Images ?? []).Distinct(StringComparer.Ordinal).Where(hash => !images.Has(hash)).ToList();
        foreach (var hash in hashes)
        {
            images.Put(hash, await published.ImageAsync(hash).WaitAsync(cancellationToken).ConfigureAwait(false));
            yield return new RolloutEvent.Progress();
        }

        if (hashes.Count > 0)
            logger.LogInformation("copied {Images} images", hashes.Count);

        if (weights is not null)
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
        }

        await foreach (var told in executor.ExecuteAsync(order, cancellationToken).ConfigureAwait(false))
            yield return told;
    }
}

namespace Kimi.Dsl;

/// <summary>
/// Samples responses: a thread of this process by default, or an engine elsewhere. It executes one order at a time, and is created once for all stages.
/// </summary>
public interface IRolloutExecutor
{
    /// <summary>Its name in messages, such as <c>rollout worker 2</c>.</summary>
    string Name { get; }

    /// <summary>What it can do.</summary>
    ExecutorCapabilities Capabilities { get; }

    /// <summary>Executes an order: one answer to each of its requests, as soon as it is there, in any order, and signs of life in between.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <exception cref="KimiException">The order cannot be executed by anyone; the run ends. Any other exception is a failure of this executor.</exception>
    IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, CancellationToken cancellationToken);
}

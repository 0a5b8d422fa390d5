using System.Collections.Concurrent;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Workers;

/// <summary>The episodes that a worker plays, by the launcher's numbers.</summary>
/// <param name="components">Creates their environments.</param>
/// <param name="time">Measures their time limits.</param>
/// <param name="logger">Hears of episodes that cannot be disposed of.</param>
internal sealed class WorkerEpisodes(WorkerComponents components, TimeProvider time, ILogger<TimedEnvironment> logger)
{
    private readonly ConcurrentDictionary<ComponentReference, Lazy<TimedEnvironment>> _environments = [];
    private readonly ConcurrentDictionary<long, Task<IEpisode>> _live = [];

    /// <summary>Begins an episode.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it says before the first turn.</returns>
    /// <exception cref="EpisodeBrokenException">Its environment fails.</exception>
    /// <exception cref="KimiException">Its environment cannot be created here, or begins no more episodes.</exception>
    public async Task<WorkerReport> OpenAsync(WorkerOrder.OpenEpisode order, CancellationToken cancellationToken)
    {
        // It is known from here on, so that an order to end it, which may come before it has begun, finds it.
        var beginning = _live[order.Episode] = BeginAsync(order.Order, cancellationToken);
        try
        {
            return new WorkerReport.Opened([.. (await beginning.ConfigureAwait(false)).Opening]);
        }
        catch
        {
            _live.TryRemove(order.Episode, out _);
            throw;
        }
    }

    /// <summary>Replies to a turn of the policy.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="EpisodeBrokenException">The environment fails.</exception>
    /// <exception cref="InvalidOperationException">The episode is not here.</exception>
    public async Task<WorkerReport> ReplyAsync(WorkerOrder.StepEpisode order, CancellationToken cancellationToken)
    {
        if (!_live.TryGetValue(order.Episode, out var beginning))
            throw new InvalidOperationException($"episode {order.Episode} is not played here");
        var episode = await beginning.ConfigureAwait(false);
        return new WorkerReport.Replied(
            await episode.ReplyAsync(order.Turn, cancellationToken).ConfigureAwait(false) is EnvironmentReply.Continue going ? going.Message : null);
    }

    /// <summary>Ends an episode, if it is here.</summary>
    /// <param name="episode">Its number.</param>
    public void End(long episode)
    {
        if (_live.TryRemove(episode, out var beginning))
            _ = EndAsync(beginning);
    }

    private async Task<IEpisode> BeginAsync(EpisodeOrder order, CancellationToken cancellationToken)
    {
        var environment = _environments.GetOrAdd(order.Environment, _ => new(() => Create(order.Environment))).Value;
        var problem = JsonSerializer.Deserialize<Problem>(order.Problem, RecordJson.Options)!;
        return await environment.StartAsync(problem, order.Context, cancellationToken).ConfigureAwait(false);
    }

    private TimedEnvironment Create(ComponentReference reference)
    {
        var (environment, attribute) = components.Get<IEnvironment, EnvironmentAttribute>(reference);
        return new(environment, attribute, time, logger);
    }

    private static async Task EndAsync(Task<IEpisode> beginning)
    {
        try
        {
            await (await beginning.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What did not begin holds nothing, and who asked for it was told.
        }
    }
}

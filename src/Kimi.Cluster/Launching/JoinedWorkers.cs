using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Launching;

/// <summary>The rollout workers that were started elsewhere, as long as they show signs of life.</summary>
internal sealed class JoinedWorkers : IJoinedExecutors, IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // As long as a worker waits for an answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Launcher _launcher;
    private readonly IPolicySource _policies;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _watch;
    private ImmutableList<JoinedExecutor> _present = [];

    /// <summary>Prepares for them.</summary>
    /// <param name="launcher">This process.</param>
    /// <param name="policies">Gives the policies.</param>
    /// <param name="time">Measures their silence.</param>
    /// <param name="logger">Where it is told who joins, and who does not.</param>
    public JoinedWorkers(Launcher launcher, IPolicySource policies, TimeProvider time, ILogger<JoinedWorkers> logger)
    {
        (_launcher, _policies, _time, _logger) = (launcher, policies, time, logger);
        launcher.Desk.Welcome = Welcome;
        _watch = time.CreateTimer(_ => EndSilent(), null, s_pause, s_pause);
    }

    /// <inheritdoc/>
    public event Action? Joined;

    /// <inheritdoc/>
    public IReadOnlyList<IRolloutExecutor> Present => _present;

    /// <inheritdoc/>
    public Task OpenAsync() => _launcher.ListenAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        foreach (var executor in _present)
            TellEnd(executor, "the run is over");
    }

    private string? Welcome(string name, WorkerDescription description)
    {
        if (_launcher.Expected.WhyNotJoin(description) is { } why)
        {
            _logger.LogWarning("worker {Worker} {Why}", name, why);
            return why;
        }

        var connection = new WorkerConnection(_launcher.Expected, _time);
        connection.Join(description);
        _launcher.Desk.Connections[name] = connection;
        ImmutableInterlocked.Update(ref _present, present => present.Add(new(name, connection, _launcher, _policies)));
        _logger.LogInformation("worker {Worker} has joined", name);
        Joined?.Invoke();
        return null;
    }

    private void EndSilent()
    {
        foreach (var executor in _present.Where(executor => executor.Connection.Silence >= s_patience))
        {
            _launcher.Desk.Connections.TryRemove(executor.Name, out _);
            ImmutableInterlocked.Update(ref _present, present => present.Remove(executor));
            executor.Connection.End($"no sign of life for {s_patience.TotalSeconds:0} s");
            TellEnd(executor, $"no sign of life for {s_patience.TotalSeconds:0} s");
        }
    }

    private void TellEnd(JoinedExecutor executor, string why) =>
        _logger.LogInformation("worker {Worker} is gone after {Orders} orders: {Why}", executor.Name, executor.Orders, why);
}

/// <summary>Has orders executed by a worker that has joined.</summary>
/// <param name="name">The worker's name.</param>
/// <param name="connection">Its connection.</param>
/// <param name="launcher">This process.</param>
/// <param name="policies">Gives the policies.</param>
internal sealed class JoinedExecutor(string name, WorkerConnection connection, Launcher launcher, IPolicySource policies) : IRolloutExecutor
{
    public string Name => name;

    public ExecutorCapabilities Capabilities => launcher.Capabilities;

    public WorkerConnection Connection => connection;

    /// <summary>How many orders it has executed.</summary>
    public int Orders { get; private set; }

    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = policies.Resolve(order.Policy);
        using var published = launcher.Weights.Use(order.Policy, lease.Policy);
        await foreach (var told in connection.ExecuteAsync(order with { Policy = published.Policy }, cancellationToken).ConfigureAwait(false))
            yield return told;
        Orders++;
    }
}

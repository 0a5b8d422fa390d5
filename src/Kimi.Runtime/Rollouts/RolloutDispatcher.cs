using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Has orders executed (paper 2.6.2): splits them into parts, hands each to an executor that is free, and hands back the first answer to each request. The
/// part of an executor that fails or falls silent is issued again.
/// </summary>
/// <remarks>
/// Which executor takes which part changes nothing: the part is the unit of what repeats. Where executors repeat bit for bit, answers to a part that was issued
/// twice are compared. Answers arrive in any order, so sums of floating-point numbers are taken in the order of the requests.
/// </remarks>
public sealed class RolloutDispatcher
{
    private readonly IReadOnlyList<IRolloutExecutor> _executors;
    private readonly IJoinedExecutors? _joined;

    // Collected with the executor.
    private readonly ConditionalWeakTable<IRolloutExecutor, SemaphoreSlim> _turns = [];
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates the dispatcher; called by dependency injection.</summary>
    /// <param name="executors">The executors; those of another fingerprint than the first are left out.</param>
    /// <param name="rules">Gives the stop rules to those that do not apply them.</param>
    /// <param name="options">How long they may go without a sign of life, and how long a stop rule may take.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="logger">Where failures of executors are told.</param>
    /// <param name="joined">Executors that come and go; null for none.</param>
    /// <exception cref="KimiException">There are no executors, or one does not say what it can do.</exception>
    internal RolloutDispatcher(
        IEnumerable<IRolloutExecutor> executors, StopRules rules, IOptions<KimiOptions> options, TimeProvider time, ILogger<RolloutDispatcher> logger,
        IJoinedExecutors? joined = null)
    {
        var all = executors
            .Select(executor => CapabilitiesOf(executor).AppliesStopRules ? executor : new ChunkedExecutor(executor, rules, options, time))
            .ToList();
        if (all.Count == 0)
            throw new KimiException("there is no rollout executor: register one, or leave the built-in ones in place");
        _executors = [.. all.Where(executor => executor.Capabilities.Fingerprint == all[0].Capabilities.Fingerprint)];
        (_deadline, _time, _logger, _joined) = (TimeSpan.FromSeconds(options.Value.RolloutDeadlineSeconds), time, logger, joined);
        foreach (var other in all.Except(_executors))
        {
            _logger.LogWarning(
                "{Executor} computes as '{Fingerprint}' and {First} as '{FirstFingerprint}', so results would differ: it gets no work",
                other.Name, other.Capabilities.Fingerprint, all[0].Name, all[0].Capabilities.Fingerprint);
        }
    }

    private static ExecutorCapabilities CapabilitiesOf(IRolloutExecutor executor) => executor.Capabilities
        ?? throw new KimiException($"the executor {executor.GetType().Name} does not say what it can do: give it Capabilities");

    private IReadOnlyList<IRolloutExecutor> Present() =>
        _joined is null ? _executors : [.. _executors, .. _joined.Present.Where(executor => executor.Capabilities.Fingerprint == Fingerprint)];

    /// <summary>What the bits of all answers depend on.</summary>
    internal string Fingerprint => _executors[0].Capabilities.Fingerprint;

    /// <summary>Has an order executed.</summary>
    /// <param name="policy">The policy that the order names, as the stage holds it.</param>
    /// <param name="order">All requests.</param>
    /// <param name="parts">In how many parts they are executed: a stage's option, on which the bits of the results may depend.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>One answer per request, as soon as it is there.</returns>
    /// <exception cref="KimiException">The order cannot be executed, or no executor gets it done.</exception>
    public async IAsyncEnumerable<RolloutEvent.Answer> ExecuteAsync(
        PolicyHandle policy, RolloutOrder order, int parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(order);
        if (_executors.Any(executor => !executor.Capabilities.SharesWeights))
            order = order with { Policy = policy.PublishFolder() };
        if (_joined is not null)
            await _joined.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

        // Null has the loop look for executors again.
        var messages = Channel.CreateUnbounded<ExecutionMessage?>(new() { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var checkedAt = _time.GetTimestamp();
        var board = new PartBoard(order.Split(parts), Present, policy.Config.VocabSize, _deadline, _time, _logger);
        _joined?.Joined += Wake;
        try
        {
            while (!board.IsDone)
            {
                foreach (var execution in board.Assign())
                    _ = RunAsync(execution, _turns.GetValue(execution.Executor, _ => new(1)), messages.Writer, stop.Token);
                if (await NextAsync(messages.Reader, cancellationToken).ConfigureAwait(false) is { } message && board.Take(message) is { } answer)
                    yield return answer;
                if (_time.GetElapsedTime(checkedAt) >= _deadline && !messages.Reader.TryPeek(out _))
                {
                    board.GiveUpOnSilent();
                    checkedAt = _time.GetTimestamp();
                }
            }
        }
        finally
        {
            _joined?.Joined -= Wake;
            await stop.CancelAsync().ConfigureAwait(false);
            if (board.Repeated > 0)
                _logger.LogInformation("{Count} responses of stage {Stage} were generated again, since an executor failed", board.Repeated, order.Stage);
        }

        void Wake() => messages.Writer.TryWrite(null);
    }

    internal void WarnUnless(string fingerprint, string stage)
    {
        if (fingerprint != Fingerprint)
        {
            _logger.LogWarning(
                "the rollouts of stage {Stage} go on over executors that compute as '{Fingerprint}', after a checkpoint over '{Before}': "
                + "their last bits may differ",
                stage, Fingerprint, fingerprint);
        }
    }

    /// <summary>Withdraws what a policy has published and waits until no order uses its weights, so that they can be changed.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">An order still uses them at the deadline.</exception>
    public Task WithdrawAsync(PolicyHandle policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.WithdrawAsync(_deadline, _time);
    }

    // On a thread of the pool, so that an executor that blocks before its first event blocks nobody else.
    private static Task RunAsync(
        Execution execution, SemaphoreSlim turn, ChannelWriter<ExecutionMessage?> messages, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var taken = false;
            try
            {
                // An earlier order may not have come to its end yet.
                await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
                taken = true;
                await foreach (var told in execution.Executor.ExecuteAsync(execution.Order, cancellationToken).ConfigureAwait(false))
                    messages.TryWrite(new(execution, told, Exception: null));
                messages.TryWrite(new(execution, Event: null, Exception: null));
            }
            catch (Exception exception)
            {
                messages.TryWrite(new(execution, Event: null, exception));
            }
            finally
            {
                if (taken)
                    turn.Release();
            }
        },
        CancellationToken.None);

    // The next message, or null when there has been none for so long that it is time to look for executors that have fallen silent.
    private async Task<ExecutionMessage?> NextAsync(ChannelReader<ExecutionMessage?> messages, CancellationToken cancellationToken)
    {
        if (messages.TryRead(out var there))
            return there;
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = messages.WaitToReadAsync(wake.Token).AsTask();
        await Task.WhenAny(waiting, Task.Delay(_deadline, _time, wake.Token)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await wake.CancelAsync().ConfigureAwait(false);
        return messages.TryRead(out var message) ? message : null;
    }
}

/// <summary>A part that an executor works on.</summary>
/// <param name="Executor">The executor.</param>
/// <param name="Part">The part.</param>
/// <param name="Order">What it was given: the part, or what was missing of it.</param>
internal sealed record Execution(IRolloutExecutor Executor, int Part, RolloutOrder Order);

/// <summary>What happened to an execution.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Event">What the executor told; null when the execution is over.</param>
/// <param name="Exception">How it failed, or null.</param>
internal sealed record ExecutionMessage(Execution Execution, RolloutEvent? Event, Exception? Exception);

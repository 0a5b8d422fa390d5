using System.Collections.Concurrent;
using System.Diagnostics;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Launching;

/// <summary>A worker's process; when it ends, or gives no sign of life, another one takes its place.</summary>
/// <param name="name">The worker's name.</param>
/// <param name="expected">What the worker must be.</param>
/// <param name="start">Starts a process, and says to it what it must know: its name.</param>
/// <param name="connections">Where workers find their connections.</param>
/// <param name="time">Measures its silence.</param>
/// <param name="logger">Where its end is told.</param>
internal sealed class WorkerProcess(
    string name, WorkerDescription expected, Func<string, Task<Process>> start, ConcurrentDictionary<string, WorkerConnection> connections,
    TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    // What ends a process again and again would do so for ever.
    private const int MostEndsInARow = 10;

    // A process that is there joins within seconds, and gives a sign of life every second.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<WorkerConnection> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _running;
    private int _started;
    private int _endsInARow;

    /// <summary>The worker's name.</summary>
    public string Name => name;

    /// <summary>The connection to the process, when that is ready; the first call starts it.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KimiException">It is not what it must be, or ends again and again.</exception>
    public Task<WorkerConnection> ReadyAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _running ??= Task.Run(RunAsync, CancellationToken.None);
            return _ready.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Notes that it has executed an order, so that it does not always end.</summary>
    public void HasDoneWork() => Interlocked.Exchange(ref _endsInARow, 0);

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_running is not null)
            await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                _stop.Token.ThrowIfCancellationRequested();
                NoteTheEnd(await RunOnceAsync($"{name}, start {++_started}").ConfigureAwait(false));
            }
        }
        catch (Exception exception)
        {
            // Also that it was disposed of: whoever waits for it is told.
            lock (_lock)
            {
                if (_ready.Task.IsCompleted)
                    _ready = new();
                _ready.SetException(exception);
                _ = _ready.Task.Exception;
            }
        }
    }

    // Returns how the process ended.
    private async Task<string> RunOnceAsync(string worker)
    {
        var connection = connections[worker] = new(expected, time);
        try
        {
            using var process = await start(worker).ConfigureAwait(false);
            var end = EndAsync(process, connection);
            try
            {
                if (await Task.WhenAny(connection.Joined, end).WaitAsync(s_patience, _stop.Token).ConfigureAwait(false) != end)
                {
                    if (expected.WhyNot(await connection.Joined.ConfigureAwait(false)) is { } why)
                        throw new KimiException($"{name} {why}");
                    GiveOut(connection);
                    await WatchAsync(process, connection, end).ConfigureAwait(false);
                }

                return await end.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                process.Kill();
                return $"it did not join within {s_patience.TotalMinutes} minutes: {await end.ConfigureAwait(false)}";
            }
            finally
            {
                process.Kill();
                await end.ConfigureAwait(false);
            }
        }
        finally
        {
            connections.TryRemove(worker, out _);
        }
    }

    // One that is stopped, or whose threads all wait for each other, does not end, and its orders would wait for ever.
    private async Task WatchAsync(Process process, WorkerConnection connection, Task end)
    {
        while (await Task.WhenAny(end, Task.Delay(s_pause, time, _stop.Token)).ConfigureAwait(false) != end)
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (connection.Silence >= s_patience)
                process.Kill();
        }
    }

    private async Task<string> EndAsync(Process process, WorkerConnection connection)
    {
        var lastWords = LogAsync(process.StandardError);
        _ = LogAsync(process.StandardOutput);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);

        // Who else holds the other end, such as a process that it started, must not hold up its orders.
        await Task.WhenAny(lastWords, Task.Delay(s_lastWords)).ConfigureAwait(false);
        var wasSilent = connection.Joined.IsCompleted && connection.Silence >= s_patience;
        var how = (wasSilent ? $"it gave no sign of life for {s_patience.TotalMinutes} minutes: " : "")
            + $"its process {process.Id} ended with code {process.ExitCode}"
            + (lastWords is { IsCompletedSuccessfully: true, Result: { Length: > 0 } words } ? $" and said: {words}" : "");
        End(connection, how);
        return how;
    }

    private void GiveOut(WorkerConnection connection)
    {
        lock (_lock)
        {
            if (!connection.HasEnded)
                _ready.TrySetResult(connection);
        }
    }

    // Whoever loses an order by it waits for the next process, and is not given this one again.
    private void End(WorkerConnection connection, string how)
    {
        lock (_lock)
        {
            if (_ready.Task.IsCompleted)
                _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
            connection.End(how);
        }
    }

    // Returns the last line.
    private async Task<string> LogAsync(StreamReader reader)
    {
        var last = "";
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            logger.LogInformation("{Worker}: {Line}", name, line);
            last = line;
        }

        return last;
    }

    private void NoteTheEnd(string how)
    {
        if (Interlocked.Increment(ref _endsInARow) >= MostEndsInARow)
        {
            throw new KimiException(
                $"{name} has ended {MostEndsInARow} times without having executed an order, at last thus: {how}. Find the cause in the log, then run again, "
                + "which goes on from the last checkpoint");
        }

        logger.LogInformation("{Worker} is started again, since {How}", name, how);
    }
}

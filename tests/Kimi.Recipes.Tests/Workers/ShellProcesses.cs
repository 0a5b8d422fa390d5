using System.Collections.Concurrent;
using System.Diagnostics;
using Kimi.Cluster.Launching;
using Kimi.Cluster.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>A reward process that does nothing, for which the test answers.</summary>
/// <param name="time">Measures its silence; the system's clock by default.</param>
internal sealed class ShellProcesses(TimeProvider? time = null)
{
    private static readonly WorkerDescription s_expected = new("a1", "cpu 1");

    private readonly ConcurrentDictionary<string, WorkerConnection> _connections = new();
    private readonly ConcurrentQueue<Process> _started = new();

    /// <summary>The rewards of one such process.</summary>
    /// <param name="concurrentVerdicts">How many responses it judges at a time.</param>
    internal RewardProcesses Rewards(int concurrentVerdicts) => new(
        [new WorkerProcess("reward process 1", s_expected, _ => Task.FromResult(Start()), _connections, time ?? TimeProvider.System, NullLogger.Instance)],
        concurrentVerdicts,
        NullLogger<RewardProcesses>.Instance);

    /// <summary>Joins in its place.</summary>
    /// <param name="start">Which of its starts it is, from 1.</param>
    internal async Task<WorkerConnection> JoinAsync(int start)
    {
        WorkerConnection? connection;
        while (!_connections.TryGetValue($"reward process 1, start {start}", out connection))
            await Task.Delay(5);
        Assert.Null(connection.Join(s_expected));
        return connection;
    }

    /// <summary>Ends the process that was started last.</summary>
    internal void Kill() => _started.Last().Kill();

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo("sleep", ["60"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        // Whoever started it disposes of the one that is returned.
        _started.Enqueue(Process.GetProcessById(process.Id));
        return process;
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using Kimi.Cluster.Weights;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>The rollout workers of a run, each a process of the same application on this machine. The first order starts them.</summary>
internal sealed class WorkerProcesses : IAsyncDisposable
{
    // What one worker knows and no other process: whoever does not, cannot connect.
    private readonly string _cluster = $"kimi-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
    private readonly WorkerConnections _connections = [];
    private readonly Lazy<Task<LauncherSilo>> _silo;
    private readonly OrleansLog _orleansLog;
    private readonly PublishedWeights _weights;
    private readonly Func<ProcessStartInfo> _start;
    private readonly IReadOnlyList<WorkerProcess> _processes;

    /// <summary>Prepares them.</summary>
    /// <param name="start">How a process is started, with its standard input and error redirected; it then runs <see cref="RolloutWorker"/>.</param>
    /// <param name="policies">Gives the policies.</param>
    /// <param name="options">How many workers there are, and what they compute on.</param>
    /// <param name="log">Where their failures are told.</param>
    public WorkerProcesses(Func<ProcessStartInfo> start, IPolicySource policies, IOptions<KimiOptions> options, ILoggerFactory log)
    {
        (_start, _weights, _orleansLog) = (start, new(options), new(log));
        _silo = new(() => LauncherSilo.StartAsync(_cluster, _connections, _orleansLog));
        var capabilities = LocalExecutor.CapabilitiesOf(options.Value);
        var expected = new WorkerDescription(ApplicationBuild.Current, capabilities.Fingerprint);
        _processes =
        [
            .. Enumerable.Range(1, LocalExecutors.Count(options.Value)).Select(number => new WorkerProcess(
                $"worker process {number}", expected, StartAsync, _connections, log.CreateLogger<WorkerProcess>())),
        ];
        Executors = [.. _processes.Select(process => new ProcessExecutor(process, capabilities, policies, _weights))];
    }

    /// <summary>One executor for each.</summary>
    public IReadOnlyList<IRolloutExecutor> Executors { get; }

    /// <summary>Ends them.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);
        _weights.Dispose();
        _orleansLog.Dispose();
        if (_silo.IsValueCreated)
            await (await _silo.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private async Task<Process> StartAsync(string worker)
    {
        var silo = await _silo.Value.ConfigureAwait(false);
        var process = Process.Start(_start())!;
        try
        {
            await process.StandardInput.WriteLineAsync(new Invitation(worker, _cluster, silo.Port).ToLine()).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already, which whoever waits for it is told.
        }

        return process;
    }
}

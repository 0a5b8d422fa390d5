using System.Diagnostics;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>The rollout workers that a run starts, each a process of the same application on this machine. The first order starts them.</summary>
internal sealed class WorkerProcesses : IAsyncDisposable
{
    private readonly Launcher _launcher;
    private readonly Func<ProcessStartInfo> _start;
    private readonly IReadOnlyList<WorkerProcess> _processes;

    /// <summary>Prepares them.</summary>
    /// <param name="launcher">This process.</param>
    /// <param name="start">How a process is started, with its standard input and error redirected; it then runs <see cref="RolloutWorker"/>.</param>
    /// <param name="policies">Gives the policies.</param>
    /// <param name="options">How many workers there are.</param>
    /// <param name="log">Where their failures are told.</param>
    public WorkerProcesses(
        Launcher launcher, Func<ProcessStartInfo> start, IPolicySource policies, IOptions<KimiOptions> options, ILoggerFactory log)
    {
        (_launcher, _start) = (launcher, start);
        _processes =
        [
            .. Enumerable.Range(1, LocalExecutors.Count(options.Value)).Select(number => new WorkerProcess(
                $"worker process {number}", launcher.Expected, StartAsync, launcher.Desk.Connections, log.CreateLogger<WorkerProcess>())),
        ];
        Executors = [.. _processes.Select(process => new ProcessExecutor(process, launcher.Capabilities, policies, launcher.Weights))];
    }

    /// <summary>One executor for each.</summary>
    public IReadOnlyList<IRolloutExecutor> Executors { get; }

    /// <summary>Ends them.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);

    private async Task<Process> StartAsync(string worker)
    {
        var place = await _launcher.ListenAsync().ConfigureAwait(false);
        var process = Process.Start(_start())!;
        try
        {
            var invitation = new Invitation(worker, _launcher.Access.Name, place.Address.ToString(), place.Port);
            await process.StandardInput.WriteLineAsync(invitation.ToLine()).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already, which whoever waits for it is told.
        }

        return process;
    }
}

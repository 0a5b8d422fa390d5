using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>The rollout workers that a run starts, each a process of the same application on this machine. The first order starts them.</summary>
internal sealed class WorkerProcesses : IAsyncDisposable
{
    private readonly IReadOnlyList<WorkerProcess> _processes;

    /// <summary>Prepares them.</summary>
    /// <param name="launcher">This process.</param>
    /// <param name="policies">Gives the policies.</param>
    /// <param name="options">How many workers there are.</param>
    public WorkerProcesses(Launcher launcher, IPolicySource policies, IOptions<KimiOptions> options)
    {
        _processes = launcher.Processes("worker process", LocalExecutors.Count(options.Value));
        Executors = [.. _processes.Select(process => new ProcessExecutor(process, launcher.Capabilities, policies, launcher.Weights))];
    }

    /// <summary>One executor for each.</summary>
    public IReadOnlyList<IRolloutExecutor> Executors { get; }

    /// <summary>Ends them.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);
}

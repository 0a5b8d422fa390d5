using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>Registers workers in processes of their own, in the place of those of this process.</summary>
internal static class ClusterServices
{
    /// <summary>Registers them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How many there are.</param>
    /// <param name="start">How a process is started.</param>
    public static void AddWorkerProcesses(this IServiceCollection services, KimiOptions options, Func<ProcessStartInfo> start)
    {
        services.AddSingleton(provider => new WorkerProcesses(
            start,
            provider.GetRequiredService<IPolicySource>(),
            provider.GetRequiredService<IOptions<KimiOptions>>(),
            provider.GetRequiredService<ILoggerFactory>()));
        foreach (var number in Enumerable.Range(0, LocalExecutors.Count(options)))
            services.AddSingleton<IRolloutExecutor>(provider => provider.GetRequiredService<WorkerProcesses>().Executors[number]);
    }
}

using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Launching;

/// <summary>Registers workers in other processes.</summary>
internal static class ClusterServices
{
    /// <summary>Registers those that the settings ask for: processes in the place of this one's workers, those that join, and those that judge.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The settings.</param>
    /// <param name="start">How a process is started.</param>
    public static void AddCluster(this IServiceCollection services, KimiOptions options, Func<ProcessStartInfo> start)
    {
        services.AddSingleton(provider => new Launcher(
            provider.GetRequiredService<IOptions<KimiOptions>>(),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IImageStore>(),
            start,
            provider.GetRequiredService<ILoggerFactory>()));
        if (options.WorkerAddress.Length > 0)
            services.AddSingleton<IJoinedExecutors, JoinedWorkers>();
        if (options.RewardProcesses > 0)
        {
            services.AddSingleton<IComponentWorkers>(provider => new RewardProcesses(
                provider.GetRequiredService<Launcher>().Processes("reward process", options.RewardProcesses),
                options.ConcurrentVerdicts,
                provider.GetRequiredService<ILogger<RewardProcesses>>()));
        }

        if (!options.RolloutProcesses)
            return;
        services.AddSingleton<WorkerProcesses>();
        foreach (var number in Enumerable.Range(0, LocalExecutors.Count(options)))
            services.AddSingleton<IRolloutExecutor>(provider => provider.GetRequiredService<WorkerProcesses>().Executors[number]);
    }
}

using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cluster.Workers;

/// <summary>The settings that each host has for itself: where it keeps files, what it computes on, and whom it trusts. All others are the run's.</summary>
internal static class HostSettings
{
    private static readonly HashSet<string> s_keys = new(
        new[]
        {
            nameof(KimiOptions.RunsFolder), nameof(KimiOptions.Device), nameof(KimiOptions.Precision), nameof(KimiOptions.Threads),
            nameof(KimiOptions.RolloutSlots), nameof(KimiOptions.RolloutWorkers), nameof(KimiOptions.RolloutProcesses), nameof(KimiOptions.RewardProcesses),
            nameof(KimiOptions.WorkerAddress), nameof(KimiOptions.ClusterCertificate), nameof(KimiOptions.ClusterKey), nameof(KimiOptions.ClusterAuthority),
            nameof(KimiOptions.ClusterRedis), nameof(KimiOptions.Sandbox), nameof(KimiOptions.SandboxUrl), nameof(KimiOptions.SandboxWorkers),
        }.Select(KeyOf),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The full key of a setting.</summary>
    /// <param name="option">Its name.</param>
    public static string KeyOf(string option) => ConfigurationPath.Combine(KimiOptions.Section, option);

    /// <summary>Whether a setting is one of them.</summary>
    /// <param name="key">Its full key.</param>
    public static bool Contains(string key) => s_keys.Contains(key);

    /// <summary>The configuration of a worker that joins.</summary>
    /// <param name="own">The worker's own.</param>
    /// <param name="run">The run's.</param>
    public static IConfigurationRoot With(IConfiguration own, IReadOnlyDictionary<string, string> run) => new ConfigurationBuilder()
        .AddInMemoryCollection(run.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .AddInMemoryCollection(own.AsEnumerable().Where(setting => Contains(setting.Key)))
        .Build();
}

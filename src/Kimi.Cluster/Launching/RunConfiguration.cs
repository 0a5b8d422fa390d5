using System.Globalization;
using Kimi.Cluster.Workers;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cluster.Launching;

/// <summary>
/// The configuration that a run hands to its workers, so that components read the same there: all that is in force, from files, environment and command line.
/// </summary>
internal static class RunConfiguration
{
    /// <summary>That of a process which the run starts: it computes as the run does, and starts no processes itself.</summary>
    /// <param name="configuration">What is in force.</param>
    /// <param name="options">The run's settings.</param>
    public static Dictionary<string, string> OfProcess(IConfiguration configuration, KimiOptions options)
    {
        var settings = All(configuration);
        settings[HostSettings.KeyOf(nameof(KimiOptions.Threads))] = options.ThreadCount.ToString(CultureInfo.InvariantCulture);
        foreach (var other in new[] { nameof(KimiOptions.RolloutProcesses), nameof(KimiOptions.RewardProcesses), nameof(KimiOptions.WorkerAddress) })
            settings.Remove(HostSettings.KeyOf(other));
        return settings;
    }

    /// <summary>That of a worker which joins: without what each host has for itself.</summary>
    /// <param name="configuration">What is in force.</param>
    public static Dictionary<string, string> OfJoined(IConfiguration configuration) =>
        All(configuration).Where(setting => !HostSettings.Contains(setting.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> All(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(setting => setting.Value is not null)
        .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.OrdinalIgnoreCase);
}

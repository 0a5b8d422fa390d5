using System.Diagnostics;
using System.Globalization;
using Kimi.Runtime.Settings;

namespace Kimi.Cli.Hosting;

/// <summary>How a run starts the processes of its workers.</summary>
internal static class WorkerLaunch
{
    /// <summary>The command that such a process runs.</summary>
    public const string Command = "worker";

    /// <summary>How to start one that computes as this process does.</summary>
    /// <param name="options">The settings in force here.</param>
    public static ProcessStartInfo Start(KimiOptions options)
    {
        (string Name, object Value)[] settings =
        [
            (nameof(KimiOptions.Device), options.Device),
            (nameof(KimiOptions.Precision), options.Precision),
            (nameof(KimiOptions.Threads), options.ThreadCount),
            (nameof(KimiOptions.RolloutSlots), options.RolloutSlots),
            (nameof(KimiOptions.ComponentTimeLimitSeconds), options.ComponentTimeLimitSeconds),
            (nameof(KimiOptions.RunsFolder), options.RunsFolder),
            (nameof(KimiOptions.RolloutProcesses), false),
            (nameof(KimiOptions.RewardProcesses), 0),
            (nameof(KimiOptions.Sandbox), options.Sandbox),
            (nameof(KimiOptions.SandboxUrl), options.SandboxUrl),
            (nameof(KimiOptions.SandboxWorkers), options.SandboxWorkers),
            (nameof(KimiOptions.WorkerAddress), ""),
            (nameof(KimiOptions.ClusterCertificate), options.ClusterCertificate),
            (nameof(KimiOptions.ClusterKey), options.ClusterKey),
            (nameof(KimiOptions.ClusterAuthority), options.ClusterAuthority),
        ];
        var start = ApplicationProcess.Start([Command, .. settings.SelectMany(setting => new[] { "--set", Text(setting.Name, setting.Value) })]);
        start.RedirectStandardInput = true;
        return start;
    }

    private static string Text(string name, object value) => string.Create(CultureInfo.InvariantCulture, $"{KimiOptions.Section}:{name}={value}");
}

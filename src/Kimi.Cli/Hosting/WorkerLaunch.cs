using System.Diagnostics;

namespace Kimi.Cli.Hosting;

/// <summary>How a run starts the processes of its workers.</summary>
internal static class WorkerLaunch
{
    /// <summary>The command that such a process runs.</summary>
    public const string Command = "worker";

    /// <summary>How to start one, which is told on its standard input what to do.</summary>
    public static ProcessStartInfo Start()
    {
        var start = ApplicationProcess.Start([Command]);
        start.RedirectStandardInput = true;
        return start;
    }
}

using System.Net;
using Kimi.Dsl;

namespace Kimi.Sandbox.Serving;

/// <summary>Where a sandbox is served, for whom, and how many jobs at a time.</summary>
/// <param name="Host">The address, such as 127.0.0.1, or <c>*</c> for all of the machine's.</param>
/// <param name="Port">The port.</param>
/// <param name="Key">What clients have to send, or null for nothing.</param>
/// <param name="Jobs">How many jobs may be under way or wait; more are told to come again.</param>
internal sealed record ServerOptions(string Host, int Port, string? Key, int Jobs)
{
    /// <summary>The most bytes that a job may have.</summary>
    public const long LargestBody = 64L << 20;

    private static readonly SandboxLimits s_most = new()
    {
        CpuSeconds = 600,
        MemoryBytes = 16L << 30,
        OutputBytes = 64 << 20,
        DiskBytes = 1L << 30,
        Processes = 1024,
    };

    /// <summary>The address for the listener.</summary>
    public string Prefix => $"http://{Host}:{Port}/";

    /// <summary>All addresses for the listener, which tells them apart by the name that a client uses.</summary>
    public IReadOnlyList<string> Prefixes => Host == IPAddress.Loopback.ToString() ? [Prefix, $"http://localhost:{Port}/"] : [Prefix];

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Refuses what no client may ask for.</summary>
    /// <param name="job">A job.</param>
    /// <exception cref="KimiException">A limit of the job is out of range.</exception>
    public static void Check(SandboxJob job)
    {
        Check("cpuSeconds", job.Limits.CpuSeconds, s_most.CpuSeconds);
        Check("memoryBytes", job.Limits.MemoryBytes, s_most.MemoryBytes);
        Check("outputBytes", job.Limits.OutputBytes, s_most.OutputBytes);
        Check("diskBytes", job.Limits.DiskBytes, s_most.DiskBytes);
        Check("processes", job.Limits.Processes, s_most.Processes);
    }

    private static void Check(string name, double value, double most)
    {
        if (!(value > 0 && value <= most))
            throw new KimiException($"the limit {name} is {value}: give more than 0 and at most {most}");
    }
}

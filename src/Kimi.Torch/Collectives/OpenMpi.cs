using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Torch.Collectives;

/// <summary>How Open MPI, Debian's package <c>openmpi-bin</c>, starts several processes of an application.</summary>
internal static class OpenMpi
{
    /// <summary>What Debian calls the package.</summary>
    internal const string Package = "openmpi-bin";

    private const string Launcher = "mpirun";

    // mpirun ends its processes at once where it is told to end. So it has a session of its own, and process 0 hears of it by its standard input.
    private const string OwnSession = "setsid";

    // Bounds, cores and warnings are the application's; a process that waits lets others work.
    private static readonly string[] s_options =
    [
        "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "--quiet", "--mca", "mpi_yield_when_idle", "1",
        "--mca", "btl", "self,vader", "--mca", "pml", "ob1", "--mca", "orte_abort_on_non_zero_status", "1",
    ];

    /// <summary>How to start them, with input and output redirected. Signals of the terminal do not reach them; standard input is process 0's.</summary>
    /// <param name="count">How many.</param>
    /// <param name="application">How to start one.</param>
    /// <exception cref="KimiException">Open MPI is not there.</exception>
    public static ProcessStartInfo Start(int count, ProcessStartInfo application)
    {
        ArgumentNullException.ThrowIfNull(application);
        if (!IsThere(Launcher) || !IsThere(OwnSession))
            throw new KimiException($"several trainers need {Launcher}: apt-get install {Package}");
        return new(
            OwnSession,
            [Launcher, .. s_options, "-n", count.ToString(CultureInfo.InvariantCulture), application.FileName, .. application.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // What they write is no terminal's, whatever the application's is.
            Environment = { ["TERM"] = "dumb" },
        };
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}

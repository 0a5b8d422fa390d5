using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Torch.Collectives;

namespace Kimi.Cli.Hosting;

/// <summary>This application, started again as several processes that train together.</summary>
internal static class TrainerProcesses
{
    private const int Failure = 1;

    // This application's own codes are lower: it has told why.
    private const int MostOwnCode = 2;

    /// <summary>Runs them to their end.</summary>
    /// <param name="count">How many.</param>
    /// <param name="arguments">The command line of each.</param>
    /// <param name="context">Where their output goes.</param>
    /// <param name="cancellationToken">Has process 0 stop after a checkpoint.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="KimiException">Open MPI is not there.</exception>
    public static async Task<int> RunAsync(int count, IEnumerable<string> arguments, CommandContext context, CancellationToken cancellationToken)
    {
        using var process = Process.Start(OpenMpi.Start(count, ApplicationProcess.Start(arguments)))!;
        using var stop = cancellationToken.Register(process.StandardInput.Close);
        await Task.WhenAll(
            CopyAsync(process.StandardOutput, context.Console.Profile.Out.Writer),
            CopyAsync(process.StandardError, context.Error),
            process.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode is >= 0 and <= MostOwnCode)
            return process.ExitCode;
        context.Notices.Write($"failed: one of the {count} trainers was killed or crashed (code {process.ExitCode}), and the others with it: "
            + "run again, and it goes on from its last checkpoint");
        return Failure;
    }

    private static async Task CopyAsync(TextReader from, TextWriter to)
    {
        while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
            await to.WriteLineAsync(line).ConfigureAwait(false);
    }
}

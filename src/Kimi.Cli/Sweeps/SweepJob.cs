using System.Diagnostics;
using Kimi.Cli.Hosting;

namespace Kimi.Cli.Sweeps;

/// <summary>One run of a sweep, in a separate process: if one fails, the others continue.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="RunFolder">Where the run will be stored.</param>
/// <param name="Arguments">The command line of the run.</param>
internal sealed record SweepJob(SweepArm Arm, int Seed, string RunFolder, IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What the process wrote.</summary>
    public string LogFile => Path.Combine(RunFolder, "sweep.log");

    /// <summary>Runs it.</summary>
    /// <param name="build">Where the copy of the build is.</param>
    /// <param name="cancellationToken">Stops it; Ctrl+C reaches the process itself, which then writes a checkpoint.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string build, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(RunFolder);
        using var log = new StreamWriter(LogFile) { AutoFlush = true };
        var writing = new Lock();
        using var process = new Process { StartInfo = ApplicationProcess.Start(Arguments, build) };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process).ConfigureAwait(false);
            throw;
        }

        return process.ExitCode;

        void Write(string? line)
        {
            lock (writing)
            {
                if (line is not null)
                    log.WriteLine(line);
            }
        }
    }

    /// <summary>The last line that the process wrote; empty if it wrote none.</summary>
    public string LastLine => File.Exists(LogFile) ? File.ReadLines(LogFile).LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "" : "";

    // A process that does not stop is killed: its checkpoints are complete at any time.
    private static async Task StopAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}

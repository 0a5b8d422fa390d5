using System.Diagnostics;
using System.Text;
using Kimi.Tests;

namespace Kimi.Packages.Tests;

/// <summary>Runs the command line of .NET as a user does.</summary>
internal static class DotnetProcess
{
    private const int Killed = 128 + 9;

    // They would override the package folders in the nuget.config of a test.
    private static readonly string[] s_packageFolders = ["NUGET_PACKAGES", "NUGET_FALLBACK_PACKAGES"];

    /// <summary>Runs a command to its end.</summary>
    internal static Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments) => RunAsync(folder, arguments, _ => { });

    /// <summary>Runs a command to its end, while something else happens.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] arguments, Action<Process> whileRunning)
    {
        using var process = Start(folder, arguments, []);
        var meanwhile = Task.Run(() => whileRunning(process));
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await meanwhile;
        return Ended(process, arguments, output + await errors);
    }

    /// <summary>Runs a command and kills it at a moment, which must come before its end.</summary>
    internal static async Task KillAsync(string folder, string[] arguments, Func<bool> moment)
    {
        var (code, output) = await RunAsync(folder, arguments, whileRunning: process =>
        {
            while (!process.HasExited)
            {
                if (moment())
                {
                    process.Kill();
                    return;
                }

                Thread.Sleep(1);
            }
        });
        Assert.True(code == Killed, $"ended with {code} before it could be killed:\n{output}");
    }

    /// <summary>Runs a command to its end, with variables in its environment, and hands on each line that it writes.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(
        string folder, string[] arguments, Dictionary<string, string> environment, Action<Process, string> wrote)
    {
        using var process = Start(folder, arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            wrote(process, line);
        }

        await process.WaitForExitAsync();
        return Ended(process, arguments, output + await errors);
    }

    /// <summary>Runs a command that must succeed.</summary>
    internal static async Task<string> SucceedAsync(string folder, params string[] arguments)
    {
        var (code, output) = await RunAsync(folder, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs a command that must fail.</summary>
    internal static async Task<string> FailAsync(string folder, params string[] arguments)
    {
        var (code, output) = await RunAsync(folder, arguments);
        Assert.True(code != 0, $"dotnet {string.Join(' ', arguments)} did not fail:\n{output}");
        return output;
    }

    // What an application says, and not the SDK.
    private static (int ExitCode, string Output) Ended(Process process, string[] arguments, string output)
    {
        if (arguments[0] == "run" || arguments[0].EndsWith(".dll", StringComparison.Ordinal))
            Told.AssertText(output);
        return (process.ExitCode, output);
    }

    private static Process Start(string folder, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own settings would point a build to parts of another SDK.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase))
            .Concat(s_packageFolders)
            .ToList())
            start.Environment.Remove(variable);
        // No server may outlive the command: it would hold our end of the pipe.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return Process.Start(start)!;
    }
}

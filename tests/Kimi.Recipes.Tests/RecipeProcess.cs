using System.Diagnostics;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary>The recipes' command line as a separate process, in a folder of its own.</summary>
/// <param name="application">A type of the application; by default that of the recipes.</param>
internal sealed class RecipeProcess(Type? application = null) : IDisposable
{
    /// <summary>The application's assembly.</summary>
    internal string Application { get; init; } = (application ?? typeof(QuickStart)).Assembly.Location;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("kimi-recipes-").FullName;

    internal string Runs => Path.Combine(Folder, "runs");

    /// <summary>Environment variables of the process, in addition to those of this one.</summary>
    internal Dictionary<string, string> Environment { get; } = [];

    /// <summary>Whether .NET itself may end the process, with words of its own.</summary>
    internal bool MayCrash { get; init; }

    /// <summary>Limits that a shell sets before it becomes the process, such as <c>ulimit -n 40</c>; null for none.</summary>
    internal string? Limits { get; set; }

    /// <summary>A program that the process is started through, with its options; empty for none.</summary>
    internal IReadOnlyList<string> Through { get; set; } = [];

    /// <summary>Limits the files that the process may write, as if the disk ended there.</summary>
    /// <param name="kibibytes">The longest.</param>
    internal void LimitFiles(int kibibytes)
    {
        // A write beyond the limit raises SIGXFSZ, or fails if that is ignored.
        Limits = $"trap '' XFSZ; ulimit -f {kibibytes}";
        // With this protection .NET maps a file of two gigabytes for its code, which the limit does not allow.
        Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    /// <summary>Runs a command to its end.</summary>
    internal Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => RunAsync(arguments, _ => { });

    /// <summary>Runs a command to its end, while something else happens.</summary>
    internal async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, Action<Process> whileRunning)
    {
        using var process = Start(arguments);
        var meanwhile = Task.Run(() => whileRunning(process));
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await meanwhile;
        output += await errors;
        if (!MayCrash)
            Told.AssertText(output);
        return (process.ExitCode, output);
    }

    /// <summary>Runs a command and ends it with SIGKILL once a stage has recorded the given number of steps.</summary>
    internal async Task KillWithinAsync(string stage, int steps, params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var seen = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains($"{stage} ", StringComparison.Ordinal) && line.Contains('/') && ++seen == steps)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(seen >= steps, $"{stage} printed {seen} steps: {await errors}");
        Assert.NotEqual(0, process.ExitCode);
    }

    internal byte[] Weights(string recipe, string stage) =>
        File.ReadAllBytes(Path.Combine(Runs, recipe, "latest", stage, "output", "model.safetensors"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(string[] arguments)
    {
        string[] shell = Limits is null ? [] : ["bash", "-c", $"{Limits}; exec \"$@\"", "bash"];
        string[] command = [.. shell, .. Through, "dotnet", Application, .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

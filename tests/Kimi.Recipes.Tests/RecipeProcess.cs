using System.Diagnostics;

namespace Kimi.Recipes.Tests;

/// <summary>The recipes' command line as a separate process, in a folder of its own.</summary>
/// <param name="application">A type of the application; by default that of the recipes.</param>
internal sealed class RecipeProcess(Type? application = null) : IDisposable
{
    private readonly string _application = (application ?? typeof(QuickStart)).Assembly.Location;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("kimi-recipes-").FullName;

    internal string Runs => Path.Combine(Folder, "runs");

    /// <summary>Environment variables of the process, in addition to those of this one.</summary>
    internal Dictionary<string, string> Environment { get; } = [];

    /// <summary>The longest file that the process may write, in KiB, as if the disk ended there; null for no limit.</summary>
    internal int? LongestFile { get; set; }

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
        return (process.ExitCode, output + await errors);
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
        var start = new ProcessStartInfo(LongestFile is null ? "dotnet" : "bash")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in (string[])[.. Limited(), _application, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // A write beyond the limit raises SIGXFSZ, or fails if that is ignored.
    private string[] Limited()
    {
        if (LongestFile is not { } limit)
            return [];
        // With this protection .NET maps a file of two gigabytes for its code, which the limit does not allow.
        Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return ["-c", $"trap '' XFSZ; ulimit -f {limit}; exec dotnet \"$@\"", "bash"];
    }
}

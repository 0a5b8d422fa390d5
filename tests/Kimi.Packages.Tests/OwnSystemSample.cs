using Kimi.Tests;

namespace Kimi.Packages.Tests;

/// <summary>The sample whose environment is a service, copied out of the repository and built. Its runs begin with the same fine-tuning.</summary>
/// <param name="feed">The packages.</param>
public sealed class OwnSystemSample(PackedFeed feed) : IAsyncLifetime
{
    private const int Killed = 128 + 9;
    private const string FineTuned = "fine-tuned";

    private string _folder = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _folder = await feed.CopySampleAsync("OwnSystem");
        await DotnetProcess.SucceedAsync(_folder, "build", "-nologo", "-warnaserror");
        await DotnetProcess.SucceedAsync(_folder, Arguments(FineTuned, "--until", "Sft"));
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Makes a folder of runs that has the fine-tuning.</summary>
    internal StoredRun NewRuns(string runs)
    {
        var from = Path.Combine(_folder, FineTuned, ".store");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(FolderOf(runs), ".store", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(FolderOf(runs));
    }

    /// <summary>The folder of the newest run.</summary>
    internal string Latest(string runs) => Path.Combine(FolderOf(runs), "ordering", "latest");

    /// <summary>Runs the recipe, or goes on with it.</summary>
    internal Task<string> RunAsync(string runs, params string[] arguments) => DotnetProcess.SucceedAsync(_folder, Arguments(runs, arguments));

    /// <summary>Runs the recipe with settings of the service, to its end.</summary>
    internal Task<(int ExitCode, string Output)> RunAsync(string runs, Dictionary<string, string> service, params string[] arguments) =>
        DotnetProcess.RunAsync(_folder, Arguments(runs, arguments), service, (_, _) => { });

    /// <summary>Runs the recipe, and kills the process when the service in it has had some requests.</summary>
    internal async Task KillAsync(string runs, int requests, Dictionary<string, string> service, params string[] arguments)
    {
        var tellsOfRequests = new Dictionary<string, string>(service) { ["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information" };
        var (code, output) = await DotnetProcess.RunAsync(_folder, Arguments(runs, arguments), tellsOfRequests, wrote: (process, line) =>
        {
            if (line.Contains("Request starting", StringComparison.Ordinal) && --requests == 0)
                process.Kill();
        });
        Assert.True(code == Killed, $"ended with {code}, {requests} requests before it was to be killed:\n{output}");
    }

    private static string[] Arguments(string runs, params string[] arguments) =>
        [Path.Combine("bin", "Debug", "net10.0", "OwnSystem.dll"), "run", "ordering", "--threads", "1", "--runs", runs, .. arguments];

    private string FolderOf(string runs) => Path.Combine(_folder, runs);
}

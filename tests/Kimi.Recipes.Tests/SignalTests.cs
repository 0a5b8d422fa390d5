using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary>Signals of a shell, a scheduler and a terminal that is closed.</summary>
public sealed class SignalTests
{
    private const int Stopped = 130;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_ends_a_run_after_a_checkpoint_from_which_the_next_one_goes_on(string signal)
    {
        using var recipes = new RecipeProcess(typeof(KilledRecipe));
        var begun = new StoredRun(recipes.Runs).HasCheckpoint("Sft", step: 2);

        var (code, output) = await recipes.RunAsync(WholeRun.Arguments, whileRunning: process =>
        {
            while (!process.HasExited && !begun())
                Thread.Sleep(1);
            Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        });

        Assert.True(code == Stopped, output);
        Assert.Contains("stopped; checkpoints are kept", output, StringComparison.Ordinal);
        var (next, said) = await recipes.RunAsync([.. WholeRun.Arguments, "--until", "Sft"]);
        Assert.True(next == 0, said);
        Assert.Matches(@"Sft: goes on from step \d+", said);
    }

    [SkippableFact]
    public async Task A_sandbox_that_serves_says_what_it_stops_and_no_run()
    {
        Skip.IfNot(File.Exists("/usr/bin/bwrap"), "bubblewrap is not installed");
        using var recipes = new RecipeProcess();
        var port = FreePort();

        var (_, output) = await recipes.RunAsync(["sandbox", "serve", "--port", $"{port}"], process =>
        {
            while (!process.HasExited && !IsServed(port))
                Thread.Sleep(5);
            Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        });

        Assert.EndsWith("\nstopping this sandbox, and the programs that run in it; press Ctrl+C again to end at once\n", output, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsServed(int port)
    {
        using var client = new HttpClient();
        try
        {
            return client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health")).Result == "ok\n";
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}

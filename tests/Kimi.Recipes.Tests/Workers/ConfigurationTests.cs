using System.Diagnostics;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>What components read from the configuration is the same in all processes.</summary>
public sealed class ConfigurationTests
{
    private static readonly string[] s_run = ["run", "configured", "--threads", "1", "--profile", "judge", "--set", "Sft:Steps=6"];

    [SkippableTheory]
    [InlineData("--workers", "2", "--processes")]
    [InlineData("--reward-workers", "2")]
    public async Task Workers_have_the_configuration_of_files_profile_and_command_line(params string[] workers)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "workers map weights in /dev/shm");
        using var whole = InFolderOfSettings(new(typeof(ConfiguredRecipe)));
        using var several = InFolderOfSettings(new(typeof(ConfiguredRecipe)));

        var (code, said) = await whole.RunAsync(s_run);
        var (exitCode, output) = await several.RunAsync([.. s_run, .. workers]);

        Assert.True(code == 0, said);
        Assert.True(exitCode == 0, output);
        new StoredRun(several.Runs).AssertIs(new(whole.Runs));
    }

    [SkippableFact]
    public async Task A_worker_of_another_host_takes_the_runs_configuration_and_not_its_own()
    {
        using var hosts = new TwoHosts();
        using var whole = InFolderOfSettings(new(typeof(ConfiguredRecipe)));
        using var launcher = InFolderOfSettings(hosts.OnLauncher());
        using var worker = hosts.OnWorker();
        await File.WriteAllTextAsync(Path.Combine(worker.Folder, "kimi.json"), """{ "configured": { "Sft": { "Steps": 9 } } }""");
        var address = $"{TwoHosts.LauncherAddress}:8760";
        string[] longer = [.. s_run, "--set", "LongCot:Iterations=100"];
        (int ExitCode, string Output) run = default;

        var (code, said) = await whole.RunAsync(longer);
        var (_, output) = await worker.RunAsync(["worker", "--join", address, "--threads", "1", .. hosts.Certificates], process =>
        {
            run = launcher.RunAsync([.. longer, "--workers", "1", "--listen", address, .. hosts.Certificates]).Result;
            Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        });

        Assert.True(code == 0, said);
        Assert.True(run.ExitCode == 0, run.Output);
        new StoredRun(launcher.Runs).AssertIs(new(whole.Runs));
        Assert.Matches("is gone after [1-9][0-9]* orders", await File.ReadAllTextAsync(Path.Combine(launcher.Runs, "kimi.log")));
        Assert.EndsWith("\nstopping this worker: what it was at is left to others; press Ctrl+C again to end at once\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_told_what_only_a_run_may_say_refuses_it()
    {
        using var worker = new RecipeProcess(typeof(ConfiguredRecipe));

        var (exitCode, output) = await worker.RunAsync("worker", "--join", "127.0.0.1:8760", "--set", "configured:Sft:Steps=6");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            "--set configured:Sft:Steps=6 is for the run, from which a worker takes all but what its host computes on: give it there\n", output);
    }

    private static RecipeProcess InFolderOfSettings(RecipeProcess process)
    {
        File.WriteAllText(Path.Combine(process.Folder, "kimi.json"), """{ "configured": { "Sft": { "Steps": 5 } } }""");
        File.WriteAllText(Path.Combine(process.Folder, "kimi.judge.json"), """{ "Kimi": { "ConcurrentVerdicts": 3 } }""");
        return process;
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using Kimi.Recipes.Tests.Trainers;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Images through worker processes and kills: the bytes of one process.</summary>
public sealed class SeeingRecipeTests : IAsyncLifetime, IDisposable
{
    private readonly string _base = SeeingPolicies.Save(Directory.CreateTempSubdirectory("kimi-seeing-").FullName);
    private readonly RecipeProcess _one = new(typeof(SeeingRecipe));

    private string[] Arguments => ["run", "seeing", "--threads", "1", "--set", $"Base:Folder={_base}"];

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await _one.RunAsync(Arguments);
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _one.Dispose();
        Directory.Delete(_base, recursive: true);
    }

    [SkippableFact]
    public async Task Worker_processes_see_the_same_images()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "workers map weights in /dev/shm");
        using var several = new RecipeProcess(typeof(SeeingRecipe));

        var (exitCode, output) = await several.RunAsync([.. Arguments, "--workers", "2", "--processes"]);

        Assert.True(exitCode == 0, output);
        new StoredRun(several.Runs).AssertIs(new(_one.Runs));
    }

    [SkippableFact]
    public async Task A_worker_of_another_host_gets_the_images_by_their_hashes()
    {
        using var hosts = new TwoHosts();
        using var launcher = hosts.OnLauncher();
        using var worker = hosts.OnWorker();
        using var whole = new RecipeProcess(typeof(SeeingRecipe));
        var address = $"{TwoHosts.LauncherAddress}:8760";

        // Long enough for a worker to come.
        string[] longer = [.. Arguments, "--set", "LongCot:Iterations=400"];
        (int ExitCode, string Output) run = default;

        var (code, said) = await whole.RunAsync(longer);
        await worker.RunAsync(["worker", "--join", address, "--threads", "1", .. hosts.Certificates], process =>
        {
            run = launcher.RunAsync([.. longer, "--workers", "1", "--listen", address, .. hosts.Certificates]).Result;
            Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        });

        Assert.True(code == 0, said);
        Assert.True(run.ExitCode == 0, run.Output);
        new StoredRun(launcher.Runs).AssertIs(new(whole.Runs));
        Assert.Matches("is gone after [1-9][0-9]* orders: the run is over", await File.ReadAllTextAsync(Path.Combine(launcher.Runs, "kimi.log")));
        Assert.Matches("copied [1-9][0-9]* images", await File.ReadAllTextAsync(Path.Combine(worker.Runs, "kimi.log")));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(worker.Runs, ".store", ".images")),
            copy => Assert.Equal(Path.GetFileName(copy), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(copy)))));
    }

    [SkippableFact]
    public async Task Two_trainers_see_what_one_sees_and_beside_worker_processes_they_repeat_to_the_bit()
    {
        Skip.IfNot(File.Exists("/usr/bin/mpirun"), "mpirun is not installed: apt-get install openmpi-bin");
        using var two = new RecipeProcess(typeof(SeeingRecipe));
        using var twoWithWorkers = new RecipeProcess(typeof(SeeingRecipe));

        var (code, said) = await two.RunAsync([.. Arguments, "--trainers", "2"]);
        var (exitCode, output) = await twoWithWorkers.RunAsync([.. Arguments, "--trainers", "2", "--workers", "2", "--processes"]);

        Assert.True(code == 0, said);
        Assert.True(exitCode == 0, output);
        Assert.InRange(StoredNumbers.Distance(Sft(two), Sft(_one)), double.Epsilon, 1e-3);
        new StoredRun(twoWithWorkers.Runs).AssertIs(new(two.Runs));

        static float[] Sft(RecipeProcess run) => StoredNumbers.Of(run, "seeing", "Sft", "model.safetensors");
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_with_half_finished_responses_to_the_same_images()
    {
        using var killed = new RecipeProcess(typeof(SeeingRecipe));
        await killed.KillWithinAsync("LongCot", steps: 3, Arguments);

        var (exitCode, output) = await killed.RunAsync(Arguments);

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"LongCot: goes on from step \d+", output);
        new StoredRun(killed.Runs).AssertIs(new(_one.Runs));
    }
}

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

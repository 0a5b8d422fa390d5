using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary>Real processes that are killed with SIGKILL, or stopped by a lack of space.</summary>
public sealed class ResumeTests(WholeRun whole) : IClassFixture<WholeRun>
{
    private const int Killed = 128 + 9;
    private const int WrongInput = 2;

    [Fact]
    public Task A_run_killed_again_and_again_at_random_moments_ends_with_the_bytes_of_a_whole_run() => KillAsync(seed: 1, kills: 3);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    public Task A_run_killed_ten_times_at_random_moments_ends_with_the_bytes_of_a_whole_run(int seed) => KillAsync(seed, kills: 10);

    private async Task KillAsync(int seed, int kills)
    {
        var random = new Random(seed);
        var hits = 0;
        // The first kills are of the kinds that let it continue for only a few steps, so that they happen in fine-tuning; the others go further.
        for (var attempts = 0; hits < kills; attempts++)
        {
            using var killed = new RecipeProcess(typeof(KilledRecipe));
            // A run that ends before its next kill must be right; the next one starts from nothing.
            while (hits < kills && await KilledAsync(killed, random, kinds: hits < kills / 2 ? 2 : 4))
            {
                hits++;
                new StoredRun(killed.Runs).AssertEveryPublishedStageIsThatOf(whole.Stored);
            }

            var (exitCode, output) = await killed.RunAsync(WholeRun.Arguments);
            Assert.True(exitCode == 0, output);
            new StoredRun(killed.Runs).AssertIs(whole.Stored);
            Assert.True(attempts < kills, $"{hits} of {kills} kills hit: the run is over before they do");
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_within_a_checkpoint_is_one_line_and_the_run_continues_once_there_is_space()
    {
        using var stopped = new RecipeProcess(typeof(KilledRecipe));
        Assert.True(await KillsItselfAsync(stopped, save: 3));

        // The weights fit and the optimizer's state, which is twice as large, does not.
        var weights = new FileInfo(
            Path.Combine(Directory.GetDirectories(Path.Combine(stopped.Runs, ".store"), "Sft-*").Single(), "output", "model.safetensors"));
        stopped.LimitFiles((int)(weights.Length * 3 / 2 / 1024));
        var (exitCode, output) = await stopped.RunAsync(WholeRun.Arguments);

        Assert.True(exitCode == WrongInput, output);
        var error = Assert.Single(output.Split('\n'), line => line.Contains("no space is left", StringComparison.Ordinal));
        Assert.Contains("'runs'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        var checkpoints = Path.Combine(Assert.Single(Directory.GetDirectories(Path.Combine(stopped.Runs, ".store"), "LongCot-*")), "checkpoints");
        Assert.Equal(["00000001", "00000002"], Directory.GetFileSystemEntries(checkpoints).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        stopped.Limits = null;
        (exitCode, output) = await stopped.RunAsync(WholeRun.Arguments);

        Assert.True(exitCode == 0, output);
        new StoredRun(stopped.Runs).AssertIs(whole.Stored);
    }

    private static async Task<bool> KilledAsync(RecipeProcess recipes, Random random, int kinds)
    {
        var store = new StoredRun(recipes.Runs);
        return random.Next(kinds) switch
        {
            0 => await KilledWhenAsync(recipes, store.MetricsGrowBy(random.Next(1, 8))),
            1 => await KilledWhenAsync(recipes, store.ACheckpointIsBeingWritten(random.Next(1, 5))),
            2 => await KilledWhenAsync(recipes, store.AStageIsBeingPublished()),
            _ => await KillsItselfAsync(recipes, save: random.Next(2, 6)),
        };
    }

    private static async Task<bool> KillsItselfAsync(RecipeProcess recipes, int save)
    {
        recipes.Environment[Whim.DieAtSave] = $"{save}";
        var (exitCode, output) = await recipes.RunAsync(WholeRun.Arguments);
        recipes.Environment.Remove(Whim.DieAtSave);
        return WasKilled(exitCode, output);
    }

    private static async Task<bool> KilledWhenAsync(RecipeProcess recipes, Func<bool> moment)
    {
        var (exitCode, output) = await recipes.RunAsync(WholeRun.Arguments, whileRunning: process =>
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
        return WasKilled(exitCode, output);
    }

    private static bool WasKilled(int exitCode, string output)
    {
        Assert.True(exitCode is 0 or Killed, output);
        return exitCode == Killed;
    }
}

/// <summary>An undisturbed run.</summary>
public sealed class WholeRun : IAsyncLifetime, IDisposable
{
    internal static readonly string[] Arguments = ["run", "killed", "--threads", "1"];

    private readonly RecipeProcess _recipes = new(typeof(KilledRecipe));

    internal StoredRun Stored => new(_recipes.Runs);

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await _recipes.RunAsync(Arguments);
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _recipes.Dispose();
}

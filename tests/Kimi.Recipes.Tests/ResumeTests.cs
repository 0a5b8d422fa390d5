namespace Kimi.Recipes.Tests;

/// <summary>Real processes that are killed by SIGKILL, and stopped by a lack of space.</summary>
public sealed class ResumeTests
{
    private const int Killed = 128 + 9;

    private static readonly string[] s_run = ["run", "killed", "--threads", "1"];

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 12)]
    public async Task A_run_killed_again_and_again_at_random_moments_ends_with_the_bytes_of_a_whole_run(int seed, int kills)
    {
        using var whole = new RecipeProcess(typeof(KilledRecipe));
        var (exitCode, output) = await whole.RunAsync(s_run);
        Assert.True(exitCode == 0, output);
        var expected = new StoredRun(whole.Runs);
        var random = new Random(seed);
        var hits = 0;
        for (var attempts = 0; hits < kills; attempts++)
        {
            using var killed = new RecipeProcess(typeof(KilledRecipe));
            // A run that is over before its next kill is a run that must be right; the next one begins from nothing.
            while (hits < kills && await KilledAsync(killed, random))
            {
                hits++;
                new StoredRun(killed.Runs).AssertEveryPublishedStageIsThatOf(expected);
            }

            (exitCode, output) = await killed.RunAsync(s_run);
            Assert.True(exitCode == 0, output);
            new StoredRun(killed.Runs).AssertIs(expected);
            Assert.True(attempts < kills, $"{hits} of {kills} kills hit: the run is over before they do");
        }
    }

    private static async Task<bool> KilledAsync(RecipeProcess recipes, Random random)
    {
        var store = new StoredRun(recipes.Runs);
        return random.Next(4) switch
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
        var (exitCode, output) = await recipes.RunAsync(s_run);
        recipes.Environment.Remove(Whim.DieAtSave);
        return WasKilled(exitCode, output);
    }

    private static async Task<bool> KilledWhenAsync(RecipeProcess recipes, Func<bool> moment)
    {
        var (exitCode, output) = await recipes.RunAsync(s_run, whileRunning: process =>
        {
            while (!process.HasExited)
            {
                if (moment())
                {
                    process.Kill();
                    return;
                }

                Thread.Yield();
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

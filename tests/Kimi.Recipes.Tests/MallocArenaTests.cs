using System.Text;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

/// <summary>A process begins again with one heap for all its threads, as the same process and with the same arguments.</summary>
public sealed class MallocArenaTests
{
    [Theory]
    [InlineData(null, "1")]
    [InlineData("4", "4")]
    public async Task A_process_has_one_heap_unless_its_environment_says_how_many(string? given, string expected)
    {
        using var recipes = new RecipeProcess(typeof(KilledRecipe));
        if (given is not null)
            recipes.Environment["MALLOC_ARENA_MAX"] = given;
        var begun = new StoredRun(recipes.Runs).HasCheckpoint("Sft", step: 1);
        var seen = "";

        var (code, output) = await recipes.RunAsync([.. WholeRun.Arguments, "--until", "Sft"], whileRunning: process =>
        {
            while (!process.HasExited && !begun())
                Thread.Sleep(1);
            seen = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process.Id}/environ"));
        });

        Assert.True(code == 0, output);
        Assert.Contains($"MALLOC_ARENA_MAX={expected}", seen.Split('\0'));
        Assert.Equal(given is null, seen.Contains("GLIBC_TUNABLES=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arguments_stay_as_they_are()
    {
        using var recipes = new RecipeProcess(typeof(KilledRecipe));

        var (code, output) = await recipes.RunAsync("show", "a 'b' \"c\" ü  $d *");

        Assert.Equal(2, code);
        Assert.Contains("a 'b' \"c\" ü  $d *", output, StringComparison.Ordinal);
    }
}

namespace Kimi.Recipes.Tests;

/// <summary>A process that may have few files open, or use little address space, says so in one line.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("ulimit -n 48", "this process may have 48 files open (ulimit -n), and needs 256: raise the limit, such as with ulimit -n 1024")]
    [InlineData("ulimit -n 128", "this process may have 128 files open (ulimit -n), and needs 256: raise the limit, such as with ulimit -n 1024")]
    [InlineData("ulimit -v 2097152", "libtorch needs 4096 MiB of address space, and this process may use 2048 (ulimit -v): raise the limit")]
    public async Task A_limit_is_told_in_a_line(string limits, string line)
    {
        using var recipes = new RecipeProcess(typeof(MisbehavingRecipe)) { Limits = limits };

        var (code, output) = await recipes.RunAsync("run", "misbehaving");

        Assert.Equal(2, code);
        Assert.Equal(line, output.TrimEnd('\n'));
    }

    // .NET itself does not start, which it tells in its own words.
    [Theory]
    [InlineData("ulimit -n 20")]
    [InlineData("ulimit -v 1000000")]
    public async Task A_limit_that_ends_NET_is_no_success(string limits)
    {
        using var recipes = new RecipeProcess(typeof(MisbehavingRecipe)) { Limits = limits, MayCrash = true };

        var (code, output) = await recipes.RunAsync("run", "misbehaving");

        Assert.NotEqual(0, code);
        Assert.NotEmpty(output);
        Assert.False(Directory.Exists(recipes.Runs));
    }

    [Fact]
    public async Task The_least_limits_are_enough_for_a_run()
    {
        using var recipes = new RecipeProcess(typeof(KilledRecipe)) { Limits = "ulimit -n 256; ulimit -v 4194304" };

        var (code, output) = await recipes.RunAsync(
            "run", "killed", "--threads", "1", "--set", "Sft:Steps=3", "--set", "LongCot:Iterations=2", "--set", "LongCot:CheckpointEvery=2");

        Assert.True(code == 0, output);
    }
}

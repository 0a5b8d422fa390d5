namespace Kimi.Recipes.Tests;

/// <summary>Code of a team that ends the process: never with the exit code of success, and the next run says so.</summary>
public sealed class MisbehavingProcessTests
{
    [Theory]
    [InlineData("exit")]
    [InlineData("fail fast")]
    [InlineData("overflow")]
    [InlineData("thread")]
    public async Task A_component_that_ends_the_process_never_leaves_the_exit_code_of_success_and_the_next_run_says_so(string how)
    {
        using var process = new RecipeProcess(typeof(MisbehavingRecipe)) { MayCrash = how != "exit" };
        process.Environment[MisbehavingRecipe.How] = how;

        var (code, output) = await process.RunAsync("run", "misbehaving");

        Assert.True(code != 0, output);
        process.Environment[MisbehavingRecipe.How] = "";
        var (next, said) = await process.RunAsync("run", "misbehaving");
        Assert.Equal(0, next);
        Assert.Contains(
            "warning: the process that last worked on this run was killed, crashed, or was ended by its own code, in stage Handled at ", said,
            StringComparison.Ordinal);
        var (after, quiet) = await process.RunAsync("run", "misbehaving");
        Assert.Equal(0, after);
        Assert.DoesNotContain("warning", quiet, StringComparison.Ordinal);
    }
}

namespace Kimi.Recipes.Tests;

/// <summary>The recipe of Kimi k1.5 at the paper's scale.</summary>
public sealed class K15Tests
{
    [Fact]
    public async Task The_paper_s_scale_plans_within_its_cluster_and_no_further()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync("plan", "k15-full");
        var (tooLong, sentence) = await recipes.RunAsync("plan", "k15-full", "--set", "LongCot:MaxResponseTokens=131073", "--set", "Pretrained:BatchSize=1024");

        Assert.True(exitCode == 2, output);
        Assert.Contains("stage English reads the file 'data/english.jsonl', which does not exist", output, StringComparison.Ordinal);
        Assert.Contains("31.2 G", output, StringComparison.Ordinal);
        Assert.Contains("all 1024 devices", output, StringComparison.Ordinal);
        Assert.Equal(2, tooLong);
        Assert.Contains("exceeds the context of 131072 that stage 'LongContext' gives 'longCotSft'", sentence, StringComparison.Ordinal);
        Assert.Contains("more than the 81920 GiB of the recipe's 1024 devices", sentence, StringComparison.Ordinal);
    }
}

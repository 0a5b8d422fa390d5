using System.Text.Json.Nodes;

namespace Kimi.Recipes.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Two_arms_over_two_seeds_share_their_stages_and_are_compared_seed_by_seed()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync(
            "sweep", "quickstart", "--profile", "smoke", "--seeds", "1,2", "--set", "Sft:LearningRate=0.001,0.002", "--until", "SftReport", "--name", "rates");

        Assert.True(exitCode == 0, output);
        var folder = Path.Combine(recipes.Runs, "quickstart");
        var runs = Directory.GetDirectories(folder).Where(run => File.Exists(Path.Combine(run, "summary.json")) && Path.GetFileName(run) != "latest").ToList();
        Assert.Equal(4, runs.Count);
        Assert.Equal(2, runs.Select(run => new DirectoryInfo(Path.Combine(run, "Problems")).LinkTarget).Distinct().Count());
        Assert.Equal(4, runs.Select(run => new DirectoryInfo(Path.Combine(run, "Sft")).LinkTarget).Distinct().Count());

        var sweep = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "sweeps", "rates", "sweep.json")))!;
        Assert.Equal(["quickstart Sft:LearningRate=0.001", "quickstart Sft:LearningRate=0.002"], sweep["arms"]!.AsArray().Select(arm => (string)arm!["name"]!));
        var losses = sweep["arms"]!.AsArray().Select(arm => arm!["metrics"]!["Sft.loss"]!).ToList();
        var summaries = runs.Select(
            run => (double)JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json")))!["stages"]!["Sft"]!["metrics"]!["loss"]!);
        Assert.Equal(summaries.Order(), losses.SelectMany(metric => metric["seeds"]!.AsObject().Select(seed => (double)seed.Value!)).Order());
        var meanDifference = new[] { "1", "2" }.Average(seed => (double)losses[1]["seeds"]![seed]! - (double)losses[0]["seeds"]![seed]!);
        Assert.Equal(meanDifference, (double)losses[1]["difference"]!["mean"]!, 1e-9);
        Assert.Contains("SftReport.accuracy", output, StringComparison.Ordinal);
        Assert.Equal((4, 4), ((int)sweep["runs"]!, (int)sweep["done"]!));
    }

    [Fact]
    public async Task An_arm_with_settings_of_its_own_needs_no_recipe_beside_it()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync(
            "sweep", "--arm", "quickstart Problems:Count=64", "--profile", "smoke", "--seeds", "1", "--until", "Problems");

        Assert.True(exitCode == 0, output);
        Assert.Contains("1 of 1 runs are done", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_fails_is_named_and_the_others_are_done()
    {
        using var recipes = new RecipeProcess();
        string[] until = ["quickstart", "--profile", "smoke", "--until", "Problems"];
        var (alone, text) = await recipes.RunAsync(["run", .. until, "--set", "Seed=1"]);
        Assert.True(alone == 0, text);
        using var held = new FileStream(Path.Combine(recipes.Runs, "quickstart", "latest", "run.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var (exitCode, output) = await recipes.RunAsync(["sweep", .. until, "--seeds", "1,2"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("1 of 2 runs are done", output, StringComparison.Ordinal);
        Assert.Contains("failed: quickstart, seed 1: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds x", "is not a list of whole numbers")]
    [InlineData("--seeds 1 --set Sft:LerningRate=0.1,0.2", "KIMI7002")]
    [InlineData("--seeds 1 --set quickstart:Seed=3", "would be overwritten by --seeds")]
    [InlineData("--seeds 1 --name ..", "is not a valid folder name")]
    [InlineData("--seeds 1 --metrics acuracy", "did you mean 'accuracy'?")]
    [InlineData("--seeds 1 --metrics LongCotReport.accuracy --until Sft", "is of stage LongCotReport, which does not run")]
    [InlineData("--seeds 1 --arm Tau=2", "names no recipe")]
    public async Task A_mistake_is_reported_before_anything_runs(string arguments, string message)
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync(["sweep", "quickstart", .. arguments.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(recipes.Runs));
    }
}

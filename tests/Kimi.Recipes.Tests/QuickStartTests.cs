using System.Text.Json.Nodes;
using Kimi.Tests;

namespace Kimi.Recipes.Tests;

public sealed class QuickStartTests
{
    private static readonly string[] s_smoke = ["run", "quickstart", "--profile", "smoke", "--threads", "1"];

    [Fact]
    public async Task The_smoke_profile_runs_every_stage_and_a_second_run_none()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync(s_smoke);

        Assert.True(exitCode == 0, output);
        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(recipes.Runs, "quickstart", "latest", "summary.json")))!;
        Assert.Equal(QuickStart.Graph.Stages.Select(stage => stage.Name), summary["stages"]!.AsObject().Select(stage => stage.Key));
        Assert.InRange((double)summary["stages"]!["LongCotReport"]!["metrics"]!["accuracy"]!, 0, 1);
        Assert.Equal(32, (double)summary["stages"]!["SftReport"]!["metrics"]!["problems"]!);

        var (again, _) = await recipes.RunAsync(s_smoke);

        Assert.Equal(0, again);
        summary = JsonNode.Parse(File.ReadAllText(Path.Combine(recipes.Runs, "quickstart", "latest", "summary.json")))!;
        Assert.All(summary["stages"]!.AsObject(), stage => Assert.True((bool)stage.Value!["cached"]!));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_run_killed_inside_fine_tuning_and_inside_reinforcement_ends_with_the_bits_of_a_whole_run()
    {
        using var whole = new RecipeProcess();
        using var killed = new RecipeProcess();
        var (exitCode, output) = await whole.RunAsync(s_smoke);
        Assert.True(exitCode == 0, output);

        await killed.KillWithinAsync("Sft", 17, s_smoke);
        await killed.KillWithinAsync("LongCot", 2, s_smoke);
        var (resumed, resumedOutput) = await killed.RunAsync(s_smoke);

        Assert.True(resumed == 0, resumedOutput);
        foreach (var stage in new[] { "Sft", "LongCot", "Merged" })
            Assert.Equal(whole.Weights("quickstart", stage), killed.Weights("quickstart", stage));
    }

    [Fact]
    public async Task One_to_four_rollout_workers_give_the_same_bytes()
    {
        using var one = new RecipeProcess();
        var (exitCode, output) = await one.RunAsync([.. s_smoke, "--set", "LongCot:Parts=4", "--workers", "1"]);
        Assert.True(exitCode == 0, output);
        foreach (var workers in new[] { "2", "3", "4" })
        {
            using var several = new RecipeProcess();
            (exitCode, output) = await several.RunAsync([.. s_smoke, "--set", "LongCot:Parts=4", "--workers", workers]);

            Assert.True(exitCode == 0, output);
            new StoredRun(several.Runs).AssertIs(new(one.Runs));
        }
    }

    [Fact]
    public async Task A_policy_answers_from_the_command_line()
    {
        using var recipes = new RecipeProcess();
        var (exitCode, output) = await recipes.RunAsync([.. s_smoke, "--until", "Sft"]);
        Assert.True(exitCode == 0, output);

        var checkpoint = Path.Combine(recipes.Runs, "quickstart", "latest", "Sft", "output");
        var (sampled, text) = await recipes.RunAsync("sample", checkpoint, "375@2=", "--max-tokens", "8", "--seed", "1");
        var (evaluated, table) = await recipes.RunAsync("eval", checkpoint, "quickstart:SftReport", "--profile", "smoke", "--threads", "1");

        Assert.True(sampled == 0, text);
        Assert.True(evaluated == 0, table);
        Assert.Contains("level 2", table);
        Assert.NotEmpty(text.Trim());
    }
}

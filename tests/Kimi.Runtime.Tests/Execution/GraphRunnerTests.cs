using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Execution;

public sealed class GraphRunnerTests
{
    private static readonly string[] s_all = ["Problems", "Traces", "Initial", "Sft", "LongCot", "Merged", "Report"];

    [Fact]
    public async Task A_second_run_computes_nothing()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);
        Assert.Equal(s_all, host.Log.Computed);

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.Empty(host.Log.Computed);
        Assert.Equal(s_all, host.Log.Finished.Select(result => result.Stage));
    }

    [Fact]
    public async Task Changing_one_option_computes_exactly_that_stage_and_what_depends_on_it()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        var reinforce = (ReinforceAttribute)new TinyRecipe().LongCot.Options.Copy();
        reinforce.LearningRate = 1e-4;
        await host.RunAsync(new TinyRecipe(reinforce: reinforce).Graph);

        Assert.Equal(["LongCot", "Merged", "Report"], host.Log.Computed);
    }

    [Fact]
    public async Task Another_seed_computes_everything_again()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        await host.RunAsync(new TinyRecipe(seed: 2).Graph);

        Assert.Equal(s_all, host.Log.Computed);
    }

    [Fact]
    public async Task Running_until_a_stage_computes_what_it_needs_and_no_more()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();

        await host.RunAsync(recipe.Graph, new RunRequest { Until = recipe.Sft });

        Assert.Equal(["Problems", "Traces", "Initial", "Sft"], host.Log.Computed);
    }

    [Fact]
    public async Task Running_from_a_stage_computes_it_and_what_depends_on_it_again()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();
        await host.RunAsync(recipe.Graph);

        await host.RunAsync(recipe.Graph, new RunRequest { From = recipe.LongCot });

        Assert.Equal(["LongCot", "Merged", "Report"], host.Log.Computed);
    }

    [Fact]
    public async Task Running_from_a_stage_that_the_last_one_does_not_need_is_refused()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph, new RunRequest { From = recipe.LongCot, Until = recipe.Sft }));

        Assert.Contains("Sft does not depend on LongCot", error.Message);
    }

    [Fact]
    public async Task A_stage_computed_again_with_the_same_result_leaves_its_dependents_alone()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();
        await host.RunAsync(recipe.Graph);
        var problems = host.Log.Finished.First(result => result.Stage == "Problems").Folder;
        File.Delete(Path.Combine(problems, "stage.json"));

        await host.RunAsync(recipe.Graph);

        Assert.Equal(["Problems"], host.Log.Computed);
    }

    [Fact]
    public async Task A_typed_stage_gives_its_typed_output()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();

        Evaluation report = await host.RunAsync(recipe.Graph, recipe.Report);

        Assert.Equal(["Sft", "LongCot", "Merged"], report.Policies.Select(policy => policy.Policy));
        Assert.All(report.Policies, policy => Assert.Equal(20, policy.Sampled.Trials));
    }

    [Fact]
    public async Task The_summary_names_recipe_seed_stages_and_metrics()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe(seed: 7).Graph);

        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(host.RunsFolder, "tiny", "latest", "summary.json")))!;

        Assert.Equal("tiny", (string?)summary["recipe"]);
        Assert.Equal(7, (int?)summary["seed"]);
        Assert.Equal(s_all, summary["stages"]!.AsObject().Select(stage => stage.Key));
        var metrics = summary["stages"]!["Report"]!["metrics"]!;
        Assert.InRange((double)metrics["LongCot.accuracy"]!, 0, 1);
        Assert.Equal(20, (double)metrics["LongCot.problems"]!);
    }

    [Fact]
    public async Task Stages_are_found_in_the_run_folder_by_name()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);

        Assert.True(File.Exists(Path.Combine(host.RunsFolder, "tiny", "latest", "LongCot", "output", "model.safetensors")));
    }

    [Fact]
    public async Task A_second_run_of_a_run_in_progress_is_refused_and_the_first_continues()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();
        KimiException? refusal = null;
        host.Log.OnStep = _ => refusal ??= Assert.Throws<KimiException>(() => host.RunAsync(recipe.Graph).GetAwaiter().GetResult());

        var results = await host.RunAsync(recipe.Graph);

        Assert.Contains("in progress", refusal!.Message);
        Assert.Equal(s_all, results.Select(result => result.Stage));
    }

    [Fact]
    public async Task A_runs_folder_that_cannot_be_written_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("occupied"), "a file where a folder should be");
        using var host = new TestHost(runsFolder: folder.File("occupied"));

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new TinyRecipe().Graph));

        Assert.Contains("cannot write to the runs folder", error.Message);
        Assert.Contains("--runs", error.Message);
    }

    [Fact]
    public async Task A_listener_that_throws_is_left_out_and_training_continues()
    {
        using var host = new TestHost();
        host.Log.OnStep = _ => throw new InvalidOperationException("the tracker is down");

        var results = await host.RunAsync(new TinyRecipe().Graph);

        Assert.Equal(s_all, results.Select(result => result.Stage));
        Assert.Single(host.Log.Steps);
    }
}

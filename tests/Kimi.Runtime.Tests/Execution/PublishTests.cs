using Kimi.Runtime.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>What a kill between the steps of publishing leaves behind, made by hand, and what the next run does about it.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task An_output_that_is_whole_but_not_declared_so_is_computed_again()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);
        var place = Place(host, "Sft");
        var whole = Names(place);
        var weights = File.ReadAllBytes(Path.Combine(place, "output", "model.safetensors"));
        var manifest = File.ReadAllText(Path.Combine(place, "stage.json"));
        File.Delete(Path.Combine(place, "stage.json"));
        File.WriteAllText(Path.Combine(place, "stage.json.0a1b2c3d.e4f.tmp"), manifest[..(manifest.Length / 2)]);

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.Equal(["Sft"], host.Log.Computed);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(place, "output", "model.safetensors")));
        Assert.Equal(whole, Names(place));
    }

    [Fact]
    public async Task Half_written_parts_of_an_output_are_not_in_the_next_one()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);
        var place = Place(host, "Sft");
        File.Delete(Path.Combine(place, "stage.json"));
        File.Delete(Path.Combine(place, "output", "config.json"));
        File.WriteAllText(Path.Combine(place, "output", "model.safetensors.0a1b2c3d.e4f.tmp"), "half");

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.Equal(["Sft"], host.Log.Computed);
        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], Names(Path.Combine(place, "output")));
    }

    [Theory]
    [InlineData("checkpoints")]
    [InlineData("checkpoints.0a1b2c3d.e4f.tmp")]
    public async Task Checkpoints_that_a_stage_left_when_it_was_done_go_with_the_next_run(string left)
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);
        var place = Place(host, "Sft");
        var whole = Names(place);
        Directory.CreateDirectory(Path.Combine(place, left, "00000009"));
        File.WriteAllText(Path.Combine(place, left, "00000009", "optimizer.safetensors"), "");

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.Empty(host.Log.Computed);
        Assert.Equal(whole, Names(place));
    }

    [Fact]
    public async Task A_summary_that_was_half_written_goes_with_the_next_run()
    {
        using var host = new TestHost();
        await host.RunAsync(new TinyRecipe().Graph);
        var run = Path.Combine(host.RunsFolder, "tiny", "latest");
        File.WriteAllText(Path.Combine(run, "summary.json.0a1b2c3d.e4f.tmp"), "{");

        await host.RunAsync(new TinyRecipe().Graph);

        Assert.DoesNotContain("summary.json.0a1b2c3d.e4f.tmp", Names(run));
        Assert.Contains("summary.json", Names(run));
    }

    [Fact]
    public async Task Computing_a_stage_again_forgets_all_of_it_before()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();
        await host.RunAsync(recipe.Graph);
        var place = Place(host, "Sft");
        var whole = Names(place);
        Directory.CreateDirectory(Path.Combine(place, "best"));
        File.WriteAllText(Path.Combine(place, "notes.jsonl"), "of the last time");

        await host.RunAsync(recipe.Graph, new RunRequest { From = recipe.Sft });

        Assert.Contains("Sft", host.Log.Computed);
        Assert.Equal(whole, Names(place));
    }

    private static string Place(TestHost host, string stage) => Assert.Single(Directory.GetDirectories(Path.Combine(host.RunsFolder, ".store"), $"{stage}-*"));

    private static List<string?> Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
}

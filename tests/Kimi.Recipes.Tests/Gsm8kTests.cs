using System.Text.Json;

namespace Kimi.Recipes.Tests;

public sealed class Gsm8kTests
{
    [Fact]
    public async Task Problems_from_a_file_flow_through_every_stage()
    {
        using var recipes = new RecipeProcess();
        var file = Path.Combine(recipes.Folder, "problems.jsonl");
        File.WriteAllLines(file, Enumerable.Range(1, 20).Select(n =>
            JsonSerializer.Serialize(new { question = $"Ann has {n} apples and buys {n}. How many?", answer = $"{n}+{n} = {2 * n}\n#### {2 * n}" })));
        string[] small =
        [
            $"Problems:Path={file}", $"HeldOut:Path={file}", "HeldOut:Count=4", "Initial:Layers=1", "Initial:HiddenSize=32", "Initial:FeedForwardSize=48",
            "Sft:Steps=3", "Sft:BatchSize=4", "SftReport:MaxResponseTokens=8", "LongCotReport:MaxResponseTokens=8",
            "LongCot:Iterations=2", "LongCot:PromptsPerIteration=2", "LongCot:SamplesPerPrompt=2", "LongCot:MaxResponseTokens=8",
        ];

        var (exitCode, output) = await recipes.RunAsync(["run", "gsm8k", "--threads", "1", .. small.SelectMany(option => new[] { "--set", option })]);

        Assert.True(exitCode == 0, output);
        var problems = File.ReadAllText(Path.Combine(recipes.Runs, "gsm8k", "latest", "Problems", "output", "problems.jsonl"));
        Assert.Contains("Ann has 20 apples", problems);
    }

    [Fact]
    public async Task Without_a_file_the_first_line_says_what_to_give()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync("run", "gsm8k");

        Assert.Equal(2, exitCode);
        Assert.Contains("--set Problems:Path=<file>", output);
        Assert.DoesNotContain("   at ", output);
    }
}

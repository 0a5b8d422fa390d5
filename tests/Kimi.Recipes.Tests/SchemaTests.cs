using System.Text.Json;
using Json.Schema;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Recipes.Tests;

/// <summary>The schema next to the recipes' configuration, checked with a validator that is not ours.</summary>
public sealed class SchemaTests
{
    private const string AcceptVariable = "KIMI_ACCEPT_SNAPSHOTS";

    private static readonly string s_folder = Path.Combine(Repository.Root, "recipes");

    private static readonly string s_schema = Path.Combine(s_folder, "recipes.schema.json");

    private static readonly JsonSchema s_validator = JsonSchema.FromFile(s_schema);

    [Fact]
    public async Task The_schema_is_what_the_schema_command_writes()
    {
        using var recipes = new RecipeProcess();

        var (exitCode, output) = await recipes.RunAsync("schema", "--output", "recipes.schema.json");

        Assert.True(exitCode == 0, output);
        var schema = File.ReadAllText(Path.Combine(recipes.Folder, "recipes.schema.json"));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            File.WriteAllText(s_schema, schema);
        Assert.True(
            schema == File.ReadAllText(s_schema), $"recipes/recipes.schema.json is out of date: run the tests with {AcceptVariable}=1 and read the difference");
    }

    [Theory]
    [InlineData("kimi.json")]
    [InlineData("kimi.smoke.json")]
    [InlineData("kimi.gpu.json")]
    public void The_recipes_own_files_are_valid_and_name_it(string file)
    {
        var json = File.ReadAllText(Path.Combine(s_folder, file));

        Assert.Empty(Errors(json));
        Assert.Contains("\"$schema\": \"./recipes.schema.json\"", json);
    }

    [Theory]
    [InlineData("""{ "Kimi": { "Device": "cuda:1", "Threads": 1024 }, "gsm8k": { "Seed": -3, "Initial": {} } }""")]
    [InlineData(
        """{ "quickstart": { "Problems": { "Split": "HeldOut" }, "LongCot": { "Temperature": 0.01, "ResetOptimizer": false,"""
        + """ "LengthPenalty": { "Weight": 0 } } } }""")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": [0.25, 0.75] }, "LongCotReport": { "ExactAnswerReward": { "Marker": "=" } } } }""")]
    public async Task Every_kind_of_value_is_valid(string json) => Assert.Empty(Errors(json));

    [Theory]
    [InlineData("""{ "quickstar": {} }""", "/quickstar")]
    [InlineData("""{ "quickstart": { "LongCott": {} } }""", "/quickstart/LongCott")]
    [InlineData("""{ "quickstart": { "LongCot": { "LenghtPenalty": {} } } }""", "/quickstart/LongCot/LenghtPenalty")]
    [InlineData("""{ "quickstart": { "LongCot": { "LearnngRate": 0.1 } } }""", "/quickstart/LongCot/LearnngRate")]
    [InlineData("""{ "quickstart": { "LongCot": { "LengthPenalty": { "Wait": 1 } } } }""", "/quickstart/LongCot/LengthPenalty/Wait")]
    [InlineData("""{ "Kimi": { "Thread": 1 } }""", "/Kimi/Thread")]
    [InlineData("""{ "quickstart": { "Sft": { "Steps": 1.5 } } }""", "/quickstart/Sft/Steps")]
    [InlineData("""{ "quickstart": { "Sft": { "Steps": "many" } } }""", "/quickstart/Sft/Steps")]
    [InlineData("""{ "quickstart": { "Sft": { "Steps": null } } }""", "/quickstart/Sft/Steps")]
    [InlineData("""{ "quickstart": { "Sft": { "Steps": 0 } } }""", "/quickstart/Sft/Steps")]
    [InlineData("""{ "quickstart": { "Sft": { "LearningRate": 2 } } }""", "/quickstart/Sft/LearningRate")]
    [InlineData("""{ "quickstart": { "LongCot": { "SamplesPerPrompt": 1 } } }""", "/quickstart/LongCot/SamplesPerPrompt")]
    [InlineData("""{ "quickstart": { "LongCot": { "LengthPenalty": { "Weight": -1 } } } }""", "/quickstart/LongCot/LengthPenalty/Weight")]
    [InlineData("""{ "quickstart": { "Problems": { "Split": "Test" } } }""", "/quickstart/Problems/Split")]
    [InlineData("""{ "quickstart": { "Merged": { "Weights": ["half"] } } }""", "/quickstart/Merged/Weights/0")]
    [InlineData("""{ "quickstart": { "LongCotReport": { "ExactAnswerReward": { "Marker": "" } } } }""", "/quickstart/LongCotReport/ExactAnswerReward/Marker")]
    [InlineData("""{ "Kimi": { "Device": "gpu" } }""", "/Kimi/Device")]
    [InlineData("""{ "quickstart": 1 }""", "/quickstart")]
    public void A_mistake_is_invalid_where_it_is(string json, string place) => Assert.Equal([place], Errors(json));

    // The places of errors, as JSON pointers. Whatever contains an error is not valid either, but has no error of its own.
    private static IEnumerable<string> Errors(string json)
    {
        using var file = JsonDocument.Parse(json);
        var result = s_validator.Evaluate(file.RootElement, new() { OutputFormat = OutputFormat.List });
        return [.. result.Details!.Where(detail => detail.Errors is not null).Select(detail => detail.InstanceLocation.ToString())];
    }
}

using System.Text.Json.Nodes;

namespace Kimi.Cli.Tests.Hosting;

public sealed class SchemaTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("Draft", "Text", """{"type":"string","minLength":1,"default":"la"}""")]
    [InlineData("Draft", "Language", """{"type":"string","enum":["en","fr"],"default":"en"}""")]
    [InlineData("Draft", "Ending", """{"type":"string","minLength":1,"maxLength":1,"default":"."}""")]
    [InlineData("Song", "Steps", """{"type":"integer","minimum":1,"maximum":1000,"default":3}""")]
    [InlineData("Song", "LearningRate", """{"type":"number","minimum":1E-09,"maximum":1,"default":0.01}""")]
    [InlineData("Song", "Mood", """{"enum":["Calm","Loud"],"default":"Calm"}""")]
    [InlineData("Song", "Shuffle", """{"type":"boolean","default":false}""")]
    [InlineData("Song", "Weights", """{"type":"array","items":{"type":"number"},"default":[]}""")]
    public async Task An_option_has_its_type_its_limits_and_the_value_that_the_recipe_declares(string stage, string option, string schema) =>
        Assert.Equal(schema, (await SchemaAsync())["song"]!["properties"]![stage]!["properties"]![option]!.ToJsonString());

    [Fact]
    public async Task A_recipe_has_its_seed_and_its_stages_and_nothing_else()
    {
        var song = (await SchemaAsync())["song"]!;

        Assert.Equal(["Seed", "Draft", "Song"], song["properties"]!.AsObject().Select(property => property.Key));
        Assert.False((bool)song["additionalProperties"]!);
        Assert.Equal(7, (int)song["properties"]!["Seed"]!["default"]!);
    }

    [Fact]
    public async Task A_component_is_within_its_stage_and_is_described_by_its_XML_comments()
    {
        var penalty = (await SchemaAsync())["song"]!["properties"]!["Song"]!["properties"]!["LengthPenalty"]!;

        Assert.StartsWith("Kimi k1.5's length reward (paper 2.3.3)", (string)penalty["description"]!, StringComparison.Ordinal);
        var weight = penalty["properties"]!["Weight"]!;
        Assert.Equal(
            "The weight of the length reward, which lies in [−0.5, 0.5], relative to the reward. The paper gives no value.", (string)weight["description"]!);
        Assert.Equal((0, 10, 0.3), ((int)weight["minimum"]!, (int)weight["maximum"]!, (double)weight["default"]!));
    }

    [Fact]
    public async Task Components_that_configuration_cannot_distinguish_cannot_be_written() =>
        Assert.False((await SchemaAsync())["duet"]!["properties"]!["Song"]!["properties"]!.AsObject().ContainsKey("LengthPenalty"));

    [Fact]
    public async Task The_schema_can_be_named_in_the_file()
    {
        var properties = await SchemaAsync();

        Assert.Equal(["$schema", "Kimi", "song", "duet"], properties.Select(property => property.Key));
        Assert.Equal("""{"type":"string"}""", properties["$schema"]!.ToJsonString());
        _line.Write("kimi.json", """{ "$schema": "./recipes.schema.json" }""");
        Assert.NotNull(_line.Configure());
    }

    [Fact]
    public async Task A_file_holds_what_standard_output_would()
    {
        Assert.Equal(0, await _line.RunAsync(["schema"]));
        var schema = _line.Output;
        Assert.Equal(0, await _line.RunAsync(["schema", "--output", _line.File("song.schema.json")]));

        Assert.Equal("", _line.Output);
        Assert.Equal(JsonNode.Parse(schema)!.ToJsonString(), JsonNode.Parse(File.ReadAllText(_line.File("song.schema.json")))!.ToJsonString());
    }

    [Theory]
    [InlineData("none/song.schema.json", "choose another file with --output")]
    [InlineData("kimi.schema.json",
        "kimi.schema.json would be taken for configuration, as kimi.json and every kimi.*.json is: choose another name, such as recipes.schema.json")]
    [InlineData("kimi.json", "kimi.json would be taken for configuration")]
    public async Task A_file_that_it_cannot_or_should_not_write_is_one_line(string file, string line)
    {
        Assert.Equal(2, await _line.RunAsync(["schema", "--output", _line.File(file)]));

        Assert.Contains(line, Assert.Single(_line.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.False(File.Exists(_line.File(file)));
    }

    private async Task<JsonObject> SchemaAsync()
    {
        Assert.Equal(0, await _line.RunAsync(["schema"]));
        return JsonNode.Parse(_line.Output)!["properties"]!.AsObject();
    }
}

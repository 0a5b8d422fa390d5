using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI7004: a configuration file says everything once.</summary>
public sealed class KIMI7004Tests
{
    [Theory]
    [InlineData("""{ "math": { "Seed": 1, {|KIMI7004:"Seed"|}: 2 } }""", "Seed")]
    [InlineData("""{ "math": { "Seed": 1, {|KIMI7004:"seed"|}: 2 } }""", "seed")]
    [InlineData("""{ "math": {}, {|KIMI7004:"math"|}: { "Seed": 2 } }""", "math")]
    [InlineData("""{ "math": { "LongCot": { "Iterations": 9 }, {|KIMI7004:"LongCot:Iterations"|}: 8 } }""", "LongCot:Iterations")]
    public async Task The_second_one_is_marked(string markup, string name) => Assert.Equal(
        $"'{name}' is set twice in this object, where case does not count, and only one can take effect: remove one"
        + (name == "math" ? ", or put their contents together" : ""),
        Assert.Single(await JsonFiles.CheckAsync(JsonFiles.Recipe, ("kimi.json", markup))));

    [Fact]
    public async Task One_name_in_two_objects_is_fine() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe, ("kimi.json", """{ "math": { "LongCot": { "MaxResponseTokens": 150 }, "Report": { "MaxResponseTokens": 150 } } }"""));

    [Fact]
    public async Task A_path_is_read_like_the_objects_that_it_stands_for() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe,
        ("kimi.json", """
            {
              "math:LongCot": { "Iterations": 50, {|KIMI7002:"LenghtPenalty:Weight"|}: 0.5 },
              "math:Seed": 3,
              "math:LongCot:SamplesPerPrompt": {|KIMI3001:1|}
            }
            """));
}

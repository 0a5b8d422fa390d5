using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI7001: a configuration file is JSON.</summary>
public sealed class KIMI7001Tests
{
    [Theory]
    [InlineData("{ \"math\" {|KIMI7001:{|} } }", "a ':' is missing after the name")]
    [InlineData("{ \"math\": { \"Seed\": 1 {|KIMI7001:\"|}Warm\": {} } }", "a ',' or '}' is missing")]
    [InlineData("{|KIMI7001:[|}1]", "it does not begin with '{'")]
    [InlineData("{} {|KIMI7001:{|}}", "something follows the end of its object")]
    [InlineData("{ \"math\": {}{|KIMI7001:|}", "a ',' or '}' is missing")]
    public async Task It_is_marked_where_it_stops_being_json(string markup, string why) => Assert.Equal(
        $"the file is not JSON here, since {why}: correct it",
        Assert.Single(await JsonFiles.CheckAsync(JsonFiles.Recipe, ("kimi.json", markup))));

    [Fact]
    public async Task Comments_trailing_commas_and_other_files_are_fine() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe,
        ("kimi.json", "// mine\n{ \"math\": { \"Seed\": 3, /* three */ }, }"),
        ("kimi.smoke.json", "{}"),
        ("appsettings.json", "{ not json"),
        ("kimi.txt", "no"));

    [Fact]
    public async Task A_profile_over_a_broken_base_is_still_checked() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe, ("kimi.json", "{|KIMI7001:n|}o"), ("kimi.smoke.json", """{ {|KIMI7002:"maths"|}: {} }"""));
}

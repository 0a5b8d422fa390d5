using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI7003: a configured value has its option's type. Of the other rules: what files bring about is told where they do.</summary>
public sealed class KIMI7003Tests
{
    private const string Whole = "a whole number from -2147483648 to 2147483647";

    [Theory]
    [InlineData("""{ "math": { "Seed": {|KIMI7003:"many"|} } }""", $"math:Seed takes {Whole}, not 'many' (kimi.json): correct it, or leave it out")]
    [InlineData(
        """{ "math": { "LongCot": { "Iterations": {|KIMI7003:2.5|} } } }""",
        $"math:LongCot:Iterations takes a whole number from 1 to 1000000, not '2.5' (kimi.json): correct it, or leave it out")]
    [InlineData(
        """{ "math": { "LongCot": { "ResetOptimizer": {|KIMI7003:1|} } } }""",
        "math:LongCot:ResetOptimizer takes true or false, not '1' (kimi.json): correct it, or leave it out")]
    [InlineData(
        """{ "math": { "HeldOut": { "Split": {|KIMI7003:"Test"|} } } }""",
        "math:HeldOut:Split takes one of Train, HeldOut, All, not 'Test' (kimi.json): correct it, or leave it out")]
    [InlineData(
        """{ "math": { "Merged": { "Weights": {|KIMI7003:[0.5, "half"]|} } } }""",
        "math:Merged:Weights takes a list, such as [ … ] in JSON or comma-separated on the command line, "
        + "each item a number, such as 0.5 or 1e-4, not [0.5, half] (kimi.json): correct it, or leave it out")]
    [InlineData(
        """{ "math": { "LongCot": {|KIMI7003:5|} } }""",
        "math:LongCot takes options, not the value '5' (kimi.json): name one, such as math:LongCot:Iterations")]
    [InlineData(
        """{ "math": { "LongCot": { "Iterations": {|KIMI7003:null|} } } }""",
        $"math:LongCot:Iterations takes a whole number from 1 to 1000000, not null (kimi.json): correct it, or leave it out")]
    public async Task A_value_of_another_type_is_marked(string markup, string message) =>
        Assert.Equal(message, Assert.Single(await JsonFiles.CheckAsync(JsonFiles.Recipe, ("kimi.json", markup))));

    [Fact]
    public async Task Values_of_their_types_are_fine_as_texts_too() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe,
        ("kimi.json", """
            {
              "math": {
                "Seed": "3",
                "LongCot": { "LearningRate": 1e-4, "ResetOptimizer": false },
                "HeldOut": { "Split": "heldout" },
                "Merged": { "Weights": [0.25, "0.75"] }
              }
            }
            """));

    [Theory]
    [InlineData(
        """{ "math": { "LongCot": { "LearningRate": {|KIMI5001:5|} } } }""",
        "LearningRate is 5, outside 1E-09 to 1: give it a value in that range (math:LongCot, kimi.json)")]
    [InlineData(
        """{ "math": { "LongCot": { "SamplesPerPrompt": {|KIMI3001:1|} } } }""",
        "SamplesPerPrompt is 1, but a response is judged against the others of its group, so nothing is learned: "
        + "sample at least 2 (math:LongCot, kimi.json)")]
    [InlineData(
        """{ "math": { "LongCot": { "Iterations": 10, "LengthPenalty": { "FromIteration": {|KIMI4006:10|} } } } }""",
        "FromIteration of [LengthPenalty] is 10 and Iterations of stage 'LongCot' is 10, so the penalty is never in force: "
        + "lower FromIteration or raise Iterations (math:LongCot:LengthPenalty, kimi.json)")]
    [InlineData(
        """{ "math": { "Merged": { "Weights": {|KIMI5005:[0.5]|} } } }""",
        "Weights [0.5] of stage 'Merged' is 1 share for 2 policies: give one for each, summing to 1 (math:Merged, kimi.json)")]
    [InlineData(
        """{ "math": { "HeldOut": { "Split": {|KIMI6007:"Train"|} } } }""",
        "stage 'Report' evaluates 'merged' on 'heldOut', problems that stage 'Warm' learned from, so it measures memory: "
        + "take problems of another split or source (math:HeldOut, kimi.json)")]
    public async Task What_the_file_s_values_break_is_marked_in_the_file(string markup, string message) =>
        Assert.Equal(message, Assert.Single(await JsonFiles.CheckAsync(JsonFiles.Recipe, ("kimi.json", markup))));

    [Fact]
    public async Task A_profile_that_breaks_the_context_length_is_named()
    {
        var messages = await JsonFiles.CheckAsync(
            JsonFiles.Recipe,
            ("kimi.json", """{ "math": { "LongCot": { "MaxResponseTokens": 150 } } }"""),
            ("kimi.long.json", """{ "math": { "LongCot": { "MaxResponseTokens": {|KIMI6001:400|} } } }"""),
            ("kimi.small.json", """{ "math": { "Initial": { "ContextLength": {|KIMI6001:{|KIMI6001:100|}|} } } }"""));
        Assert.Equal(
            "stage 'LongCot' adds responses of up to 400 tokens to a prompt, which exceeds the context of 200 that stage 'Initial' gives 'warm': "
            + "lower MaxResponseTokens to 200 less the longest prompt, or raise ContextLength of 'Initial' (math:LongCot, profile 'long' in kimi.long.json)",
            messages[0]);
        Assert.EndsWith("(math:Initial, profile 'small' in kimi.small.json)", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_attributes_break_is_not_told_again_and_what_a_file_mends_is_not_told_at_all() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe, ("kimi.json", """{ "math": { "LongCot": { "MaxResponseTokens": {|KIMI6001:400|} } } }"""),
        ("kimi.wide.json", """{ "math": { "Initial": { "ContextLength": 1000 } } }"""));

    [Fact]
    public async Task The_runtime_s_own_options_are_checked_where_the_project_has_the_runtime()
    {
        var messages = await JsonFiles.CheckAsync(
            JsonFiles.Recipe + "\nnamespace Kimi.Runtime.Settings { public sealed class KimiOptions { [Range(0, 1024)] public int Threads { get; set; } "
                + "public string RunsFolder { get; set; } = \"\"; } }",
            ("kimi.json", """{ "Kimi": { {|KIMI7002:"Thread"|}: 1, "RunsFolder": {|KIMI7003:["runs"]|} } }"""),
            ("kimi.fast.json", """{ "kimi": { "Threads": {|KIMI5001:2000|} } }"""));
        Assert.Equal("Threads is 2000, outside 0 to 1024: give it a value in that range (Kimi, profile 'fast' in kimi.fast.json)", messages[0]);
    }

    [Fact]
    public async Task An_object_of_numbered_values_is_a_list_as_it_is_for_configuration() => await JsonFiles.CheckAsync(
        JsonFiles.Recipe, ("kimi.json", """{ "math": { "Merged": { "Weights": { "1": 0.25, "0": 0.75 } } } }"""),
        ("kimi.gap.json", """{ "math:Merged": { "Weights": {|KIMI7003:{ "0": 0.25, "2": 0.75 }|} } }"""));
}

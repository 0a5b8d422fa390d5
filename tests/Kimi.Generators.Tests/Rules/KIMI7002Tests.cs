using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI7002: a configuration file names what there is.</summary>
public sealed class KIMI7002Tests
{
    [Theory]
    [InlineData("""{ {|KIMI7002:"maths"|}: {} }""", "there is no recipe 'maths' (kimi.json): did you mean 'math'?")]
    [InlineData("""{ "math": { {|KIMI7002:"LongCott"|}: { "Iterations": 1 } } }""", "math has no stage 'LongCott' (kimi.json): did you mean 'LongCot'?")]
    [InlineData("""{ "math": { {|KIMI7002:"Sede"|}: 1 } }""", "math has no option 'Sede' (kimi.json): did you mean 'Seed'?")]
    [InlineData(
        """{ "math": { "LongCot": { {|KIMI7002:"LerningRate"|}: 1 } } }""",
        "math:LongCot has no option 'LerningRate' (kimi.json): did you mean 'LearningRate'?")]
    [InlineData(
        """{ "math": { "LongCot": { {|KIMI7002:"LenghtPenalty"|}: { "Weight": 1 } } } }""",
        "math:LongCot has no component 'LenghtPenalty' (kimi.json): did you mean 'LengthPenalty'?")]
    [InlineData(
        """{ "math": { "LongCot": { "LengthPenalty": { {|KIMI7002:"Wait"|}: 1 } } } }""",
        "math:LongCot:LengthPenalty has no option 'Wait' (kimi.json): choose from Weight, FromIteration")]
    public async Task An_unknown_name_is_marked_and_the_nearest_one_is_told(string markup, string message) =>
        Assert.Equal(message, Assert.Single(await JsonFiles.CheckAsync(JsonFiles.Recipe, ("kimi.json", markup))));

    [Fact]
    public async Task Names_of_a_generic_component_case_the_schema_and_the_runtime_s_section_are_fine() => await JsonFiles.CheckAsync(
        """
        public sealed class Brevity : IReward<Problem>
        {
            public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken token) =>
                new(Verdict.Of(rollout.Length < 9));
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, Reward<Brevity>] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """,
        ("kimi.json", """{ "$schema": "recipes.schema.json", "Kimi": { "Threads": 1 }, "R": { "longcot": { "Brevity": { "weight": 0.5 } } } }"""));

    [Fact]
    public async Task A_project_without_recipes_knows_no_names() => await JsonFiles.CheckAsync("class C;", ("kimi.json", """{ "elsewhere": { "Seed": 1 } }"""));
}

using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3002: steps share out a batch evenly.</summary>
public sealed class KIMI3002Tests
{
    [Theory]
    [InlineData(
        "PromptsPerIteration = 32, {|KIMI3002:StepsPerIteration = 5|}",
        "StepsPerIteration (5) does not divide PromptsPerIteration (32), so the steps would have unequal shares: choose a divisor of 32")]
    [InlineData(
        "{|KIMI3002:StepsPerIteration = 5|}",
        "StepsPerIteration (5) does not divide PromptsPerIteration (64), so the steps would have unequal shares: choose a divisor of 64")]
    [InlineData(
        "{|KIMI3002:PromptsPerIteration = 30|}",
        "StepsPerIteration (4) does not divide PromptsPerIteration (30), so the steps would have unequal shares: choose a divisor of 30")]
    [InlineData(
        "{|KIMI3002:StepsPerIteration = 128|}",
        "StepsPerIteration (128) does not divide PromptsPerIteration (64), so the steps would have unequal shares: choose a divisor of 64")]
    public async Task Steps_that_do_not_divide_the_batch_are_marked_where_a_value_was_given(string options, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(options))));

    [Theory]
    [InlineData("")]
    [InlineData("StepsPerIteration = 1")]
    [InlineData("StepsPerIteration = 64")]
    [InlineData("PromptsPerIteration = 30, StepsPerIteration = 5")]
    [InlineData("PromptsPerIteration = 4")]
    public async Task A_divisor_of_the_batch_is_fine(string options) => await Recipes.CheckAsync(Recipe(options));

    [Fact]
    public async Task No_steps_at_all_are_a_value_not_allowed_and_nothing_more() => await Recipes.CheckAsync(Recipe("{|KIMI5001:StepsPerIteration = 0|}"));

    [Fact]
    public async Task A_team_s_own_stage_declares_it_and_is_not_checked_where_a_value_is_not_known() => await Recipes.CheckAsync("""
        public sealed class RehearseAttribute : StageAttribute<Policy, Policy>
        {
            public int Batch { get; set; } = 10;
            [SharesOut(nameof(Batch))] public int Steps { get; set; } = 2;
            [SharesOut("Nothing")] public int Rounds { get; set; } = 3;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Rehearse(Batch = 9, {|KIMI3002:Steps = 2|})] public abstract Policy A(Policy warm);
            [Rehearse(Steps = 3, Rounds = 7)] public abstract Policy B(Policy a);
            [Rehearse(Batch = 9)] public abstract Policy C(Policy b);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("{|KIMI3002:PromptsPerIteration = 30|}")}}
        [Recipe("s", Seed = 2)] public abstract partial class S : R;
        """);

    private static string Recipe(string options) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce({{options}}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}

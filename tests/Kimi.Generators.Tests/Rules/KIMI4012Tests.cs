using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4012: penalties take less than rewards give.</summary>
public sealed class KIMI4012Tests
{
    [Theory]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward, LengthPenalty({|KIMI4012:Weight = 2.1|})")]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward, LengthPenalty(Weight = 1), RepetitionPenalty({|KIMI4012:Weight = 1.5|})")]
    public async Task Penalties_above_the_rewards_are_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward, LengthPenalty(Weight = 2)")]
    [InlineData("Reinforce", "MirrorDescent, ExactAnswerReward(Weight = 2), LengthPenalty(Weight = 2), RepetitionPenalty(Weight = 1)")]
    public async Task Penalties_below_the_rewards_are_fine(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Fact]
    public async Task A_penalty_that_declares_nothing_counts_for_nothing() => await Recipes.CheckAsync($$"""
        public sealed class StrictAttribute : PenaltyAttribute<IPenalty>
        {
            [Weight(100), System.ComponentModel.DefaultValue(1.0)] public double Weight { get; set; } = 1;
        }
        {{Recipe("Reinforce", "MirrorDescent, ExactAnswerReward, Strict(Weight = 50)")}}
        """);

    private static string Recipe(string stage, string components) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, {{components}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;

    [Theory]
    [InlineData("ExactAnswerReward, FormatReward({|KIMI4012:Weight = 1.5|})")]
    [InlineData("ExactAnswerReward(Weight = 2), FormatReward(Weight = 1.5)")]
    [InlineData("ExactAnswerReward, FormatReward(Weight = 0.2)")]
    [InlineData("FormatReward(Weight = 5)")]
    public async Task A_form_that_earns_more_than_the_answer_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, {{stage}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}

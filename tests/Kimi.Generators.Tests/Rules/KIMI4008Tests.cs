using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4008: a weight is not negative.</summary>
public sealed class KIMI4008Tests
{
    private const string Own = """
        public class EchoAttribute : PenaltyAttribute<IPenalty>
        {
            [Weight(5)] public virtual double Strength { get; set; } = 1;
            public double Weight { get; set; } = 1;
        }
        public sealed class FineEchoAttribute : EchoAttribute { public override double Strength { get; set; } = 2; }

        """;

    [Theory]
    [InlineData(
        "ExactAnswerReward({|KIMI4008:Weight = -1|})",
        "Weight is -1, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0")]
    [InlineData(
        "ExactAnswerReward, LengthPenalty({|KIMI4008:Weight = -0.1|})",
        "Weight is -0.1, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0")]
    [InlineData(
        "ExactAnswerReward, FineEcho({|KIMI4008:Strength = -2|})",
        "Strength is -2, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0")]
    [InlineData(
        "ExactAnswerReward({|KIMI4008:Weight = double.NegativeInfinity|})",
        "Weight is -Infinity, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0")]
    public async Task A_negative_weight_is_marked_at_the_argument(string components, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(components))));

    [Theory]
    [InlineData("ExactAnswerReward, LengthPenalty({|KIMI5001:Weight = 11|})", "Weight is 11, outside 0 to 10: give it a value in that range")]
    [InlineData("ExactAnswerReward({|KIMI5001:Weight = double.NaN|})", "Weight is NaN, outside 0 to 100: give it a value in that range")]
    [InlineData("ExactAnswerReward, Echo({|KIMI5001:Strength = 6|})", "Strength is 6, outside 0 to 5: give it a value in that range")]
    public async Task A_weight_that_is_too_great_is_a_value_not_allowed(string components, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(components))));

    [Theory]
    [InlineData("ExactAnswerReward(Weight = 100), LengthPenalty(Weight = 10)")]
    [InlineData("ExactAnswerReward, Echo(Strength = 5, Weight = -1)")]
    public async Task Other_options_may_be_negative(string components) => await Recipes.CheckAsync(Recipe(components));

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("ExactAnswerReward({|KIMI4008:Weight = -1|})")}}
        [Recipe("s", Seed = 2)] public abstract partial class S : R;
        """);

    private static string Recipe(string components) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, {{components}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}

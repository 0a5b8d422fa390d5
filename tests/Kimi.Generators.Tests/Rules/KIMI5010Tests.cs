using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5010: what a class gives reaches its stages.</summary>
public sealed class KIMI5010Tests
{
    [Theory]
    [InlineData("[Reinforce({|KIMI5010:Iterations = 50|})]",
        "Iterations of [Reinforce] is 50 on the class of recipe 'r', but no stage takes it, since each has its own: leave it out")]
    [InlineData("[{|KIMI5010:FineTune|}(Steps = 50)]",
        "[FineTune] on the class of recipe 'r' gives options to stages that have such an attribute, and none has one: add it to a stage, or remove it here")]
    [InlineData("[{|KIMI5010:LengthPenalty|}(Weight = 0.2)]",
        "[LengthPenalty] on the class of recipe 'r' gives options to stages that have such an attribute, and none has one: add it to a stage, "
        + "or remove it here")]
    [InlineData("[{|KIMI5010:Optimizer|}(WarmupSteps = 5)]",
        "[Optimizer] on the class of recipe 'r' gives options to stages that have such an attribute, and none has one: add it to a stage, or remove it here")]
    [InlineData("[{|KIMI5010:Reinforce|}]", "[Reinforce] on the class of recipe 'r' gives no option: name one, or remove it")]
    [InlineData("[Sampling({|KIMI5010:TopP = 0.9|})] [Reinforce(TopP = 0.8)]",
        "TopP of [Sampling] is 0.9 on the class of recipe 'r', but no stage takes it, since each has its own: leave it out")]
    public async Task What_reaches_no_stage_is_told_at_the_argument(string onClass, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(onClass))));

    [Theory]
    [InlineData("[Reinforce(SamplesPerPrompt = 4)]")]
    [InlineData("[Sampling(TopP = 0.9), MirrorDescent(Tau = 0.2)]")]
    [InlineData("")]
    public async Task What_a_stage_takes_is_fine(string onClass) => await Recipes.CheckAsync(Recipe(onClass));

    [Fact]
    public async Task What_only_some_stages_take_is_fine_as_is_what_a_base_gives_to_the_stages_of_its_variants() => await Recipes.CheckAsync($$"""
        [Sampling(MaxResponseTokens = 64)]
        [Evaluate(SamplesPerPrompt = 2)]
        {{Recipe("")}}
        [Recipe("s")]
        public abstract partial class S : R
        {
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate(SamplesPerPrompt = 3), ExactAnswerReward] public abstract Evaluation Short(Policy longCot, PromptSet heldOut);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Long(Policy longCot, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task A_stage_of_a_base_that_counts_more_is_named_with_both_values()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Recipe("")}}
            [Recipe("s")]
            [Reinforce({|KIMI5010:Iterations = 60|})]
            public abstract partial class S : R
            {
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Again(Policy longCot, PromptSet problems);
                [MergeWeights] public abstract Policy Merged(Policy again, Policy longCot);
            }
            """);
        Assert.Equal(
            "Iterations of [Reinforce] is 60 on the class of recipe 's', but stage 'LongCot' of 'R' gives 30 itself, which counts more: override the stage, "
            + "or give the value to stages one by one",
            Assert.Single(messages));
    }

    [Theory]
    [InlineData("Iterations = 30", "")]
    [InlineData("SamplesPerPrompt = 16", "[Reinforce(SamplesPerPrompt = 4)]")]
    public async Task A_base_that_says_the_same_or_says_it_on_its_class_does_not_stand_in_the_way(string derived, string onBase) =>
        await Recipes.CheckAsync($$"""
            {{Recipe(onBase)}}
            [Recipe("s")]
            [Reinforce({{derived}})]
            public abstract partial class S : R
            {
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Again(Policy longCot, PromptSet problems);
                [MergeWeights] public abstract Policy Merged(Policy again, Policy longCot);
            }
            """);

    private static string Recipe(string onClass) => $$"""
        {{onClass}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """;
}

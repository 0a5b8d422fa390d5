using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4011: a stage's reward model is one that its rewards judge by.</summary>
public sealed class KIMI4011Tests
{
    [Fact]
    public async Task A_reward_model_that_no_reward_judges_by_is_marked()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                {{KIMI4010Tests.Sources}}
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated, RewardModel {|KIMI4011:judge|});
            }
            """);
        Assert.Equal(
            "stage 'LongCot' takes the reward model 'judge', but none of its rewards judges by it: add [ModelReward], or remove the parameter",
            Assert.Single(messages));
    }

    [Fact]
    public async Task What_takes_no_rewards_has_an_input_too_many()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                {{KIMI4010Tests.Sources}}
                [OptimizePreferences] public abstract Policy {|KIMI2003:Dpo|}(Policy warm, Preferences pairs, RewardModel judge);
            }
            """);
        Assert.Equal("stage 'Dpo' takes (Policy, Preferences, RewardModel), but [OptimizePreferences] takes (Policy, Preferences): "
            + "give it those parameters in that order", Assert.Single(messages));
    }

    [Fact]
    public async Task A_stage_that_declares_a_reward_model_among_its_inputs_takes_it_as_such() => await Recipes.CheckAsync($$"""
        [StageComponents(ComponentKinds.Reward)] public sealed class RefineAttribute : StageAttribute<Policy, RewardModel, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            {{KIMI4010Tests.Sources}}
            [Refine] public abstract Policy Refined(Policy warm, RewardModel judge);
            [Refine, ModelReward] public abstract Policy Twice(Policy refined, RewardModel judge, [From("Judge")] RewardModel again);
        }
        """);

    [Fact]
    public async Task Reward_models_that_saw_the_problems_they_are_compared_on_are_told()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                {{KIMI4010Tests.Sources}}
                [CompareRewardModels] public abstract RewardModelComparison Judges(RewardModel judge, Preferences pairs, PromptSet {|KIMI6007:curated|});
            }
            """);
        Assert.Contains("'Judges' evaluates 'judge' on 'curated'", Assert.Single(messages), StringComparison.Ordinal);
    }
}

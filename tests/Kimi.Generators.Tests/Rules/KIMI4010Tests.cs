using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4010: a stage whose reward judges by a reward model takes one.</summary>
public sealed class KIMI4010Tests
{
    internal const string Sources = """
        [TunedPolicy] public abstract Policy Warm();
        [Problems<Sums>] public abstract PromptSet Curated();
        [SamplePreferences(Prefer = Preferred.Correct), ExactAnswerReward] public abstract Preferences Pairs(Policy warm, PromptSet curated);
        [TrainRewardModel] public abstract RewardModel Judge(Policy warm, Preferences pairs, PromptSet curated);
        """;

    [Theory]
    [InlineData("(Policy warm, PromptSet curated)")]
    [InlineData("(Policy warm, PromptSet curated, Policy warm2)")]
    [InlineData("()")]
    public async Task A_reward_without_its_model_is_marked(string parameters)
    {
        // What else is wrong with the parameters waits.
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                {{Sources}}
                [TunedPolicy] public abstract Policy Warm2();
                [Reinforce, MirrorDescent, {|KIMI4010:ModelReward|}] public abstract Policy LongCot{{parameters}};
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, Policy warm2, [From("Other")] PromptSet other);
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet Other();
                [CompareRewardModels] public abstract RewardModelComparison Judges(RewardModel judge, Preferences pairs, [From("Other")] PromptSet other);
            }
            """);
        Assert.Equal("[ModelReward] judges by a reward model, but stage 'LongCot' takes none: add a parameter of type RewardModel behind its others",
            Assert.Single(messages));
    }

    [Fact]
    public async Task A_team_s_own_reward_takes_a_model_too()
    {
        var messages = await Recipes.CheckAsync($$"""
            [TakesRewardModel] public sealed class StrictAttribute : RewardAttribute<Exact>;
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Reinforce, MirrorDescent, {|KIMI4010:Strict|}] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Single(messages);
    }

    [Theory]
    [InlineData("Reinforce, MirrorDescent, ModelReward", "Policy", "Policy warm, PromptSet curated, RewardModel judge")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, ModelReward", "Policy", "Policy warm, PromptSet curated, [From(\"Judge\")] RewardModel strict")]
    [InlineData("SampleShortest, ModelReward", "Demonstrations", "Policy warm, PromptSet curated, RewardModel judge")]
    [InlineData("SelectPolicy, ModelReward", "Policy", "Policy warm, [From(\"Warm\")] Policy {|KIMI6013:again|}, PromptSet curated, RewardModel judge")]
    public async Task With_the_model_behind_its_inputs_any_stage_with_rewards_is_fine(
        string attributes, string output, string parameters) => await Recipes.CheckAsync(
        $"[Recipe(\"r\")] public abstract partial class R {{ {Sources} [{attributes}] public abstract {output} Made({parameters}); }}");
}

using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4005: a component hangs on a stage once.</summary>
public sealed class KIMI4005Tests
{
    private const string Own = """
        public abstract class Brevity : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public abstract class Style : Brevity;
        public sealed class EquationRewardAttribute : RewardAttribute<IExactAnswerReward>;

        """;

    [Fact]
    public async Task Every_repetition_is_marked()
    {
        var messages = await Recipes.CheckAsync(Recipe(
            "ExactAnswerReward, {|KIMI4005:ExactAnswerReward|}(Marker = \"=\"), LengthPenalty, {|KIMI4005:LengthPenalty|}, {|KIMI4005:LengthPenalty|}"));
        Assert.Equal(
            "stage 'LongCot' has [ExactAnswerReward] already, and configuration could not tell the two apart: "
            + "remove one, or derive an attribute class for one of them",
            messages[0]);
    }

    [Fact]
    public async Task Samplers_and_rewards_of_one_type_argument_are_duplicates_too() =>
        await Recipes.CheckAsync(Recipe("Reward<Brevity>, UniformSampler, {|KIMI4005:Reward<Brevity>|}(Weight = 2), {|KIMI4005:UniformSampler|}"));

    [Fact]
    public async Task Other_type_arguments_and_derived_classes_are_other_components() =>
        await Recipes.CheckAsync(Recipe("ExactAnswerReward, EquationReward, Reward<Brevity>, Reward<Style>"));

    [Fact]
    public async Task Two_objectives_are_told_once() => await Recipes.CheckAsync(Recipe("{|KIMI4003:MirrorDescent|}, ExactAnswerReward"));

    [Fact]
    public async Task One_component_on_two_stages_and_on_an_override_is_fine() => await Recipes.CheckAsync($$"""
        {{Recipe("ExactAnswerReward")}}
        [Recipe("s")]
        public abstract partial class S : R
        {
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract override Policy {|KIMI2006:LongCot|}(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, [From("HeldOut")] PromptSet problems);
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("ExactAnswerReward, {|KIMI4005:ExactAnswerReward|}")}}
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

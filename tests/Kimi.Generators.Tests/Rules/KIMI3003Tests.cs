using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3003: an option lies below the limit within which it acts.</summary>
public sealed class KIMI3003Tests
{
    private const string Own = """
        [StageComponents(ComponentKinds.Objective | ComponentKinds.Reward)]
        public class RehearseAttribute : StageAttribute<Policy, Policy>
        {
            [System.ComponentModel.DefaultValue(100)] public int Steps { get; set; } = 100;
            [Below(nameof(Steps), Because = "nothing is ever rehearsed"), System.ComponentModel.DefaultValue(10)]
            public virtual int FromStep { get; set; } = 10;
            [Below(nameof(Steps))] public double Threshold { get; set; }
        }
        public sealed class LateAttribute : ObjectiveAttribute<IObjective> { [Below("Steps", Because = "it never counts")] public int From { get; set; } = 1; }
        public sealed class DuelAttribute : RewardAttribute<IReward> { [Below("Steps", Because = "nobody is ever judged")] public int From { get; set; } = 1; }

        """;

    [Theory]
    [InlineData(
        "Rehearse({|KIMI3003:FromStep = 100|})",
        "FromStep of [Rehearse] is 100 and Steps of stage 'A' is 100, so nothing is ever rehearsed: lower FromStep or raise Steps")]
    [InlineData(
        "Rehearse(Steps = 50, {|KIMI3003:FromStep = 60|})",
        "FromStep of [Rehearse] is 60 and Steps of stage 'A' is 50, so nothing is ever rehearsed: lower FromStep or raise Steps")]
    [InlineData(
        "Rehearse({|KIMI3003:Steps = 5|})",
        "FromStep of [Rehearse] is 10 and Steps of stage 'A' is 5, so nothing is ever rehearsed: lower FromStep or raise Steps")]
    [InlineData(
        "Rehearse({|KIMI3003:Threshold = 100.5|})",
        "Threshold of [Rehearse] is 100.5 and Steps of stage 'A' is 100, so it does nothing: lower Threshold or raise Steps")]
    [InlineData(
        "Rehearse, Late({|KIMI3003:From = 100|})",
        "From of [Late] is 100 and Steps of stage 'A' is 100, so it never counts: lower From or raise Steps")]
    [InlineData(
        "Rehearse, Duel({|KIMI3003:From = 100|})",
        "From of [Duel] is 100 and Steps of stage 'A' is 100, so nobody is ever judged: lower From or raise Steps")]
    public async Task An_option_of_a_team_s_own_at_or_above_its_limit_is_marked_where_a_value_was_given(string attributes, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(attributes))));

    [Theory]
    [InlineData("Rehearse")]
    [InlineData("Rehearse(FromStep = 99)")]
    [InlineData("Rehearse(Steps = 11)")]
    [InlineData("Rehearse(Steps = 200, FromStep = 150, Threshold = 99.9), Late(From = 199), Duel(From = 0)")]
    public async Task Below_it_is_fine(string attributes) => await Recipes.CheckAsync(Recipe(attributes));

    [Theory]
    [InlineData(
        "Reinforce(MaxResponseTokens = 96), PartialRollouts({|KIMI3003:TokenBudget = 96|})",
        "TokenBudget of [PartialRollouts] is 96 and MaxResponseTokens of stage 'A' is 96, so no response is ever cut by it: "
        + "lower TokenBudget or raise MaxResponseTokens")]
    [InlineData(
        "Reinforce({|KIMI3003:MaxResponseTokens = 48|}), PartialRollouts",
        "TokenBudget of [PartialRollouts] is 64 and MaxResponseTokens of stage 'A' is 48, so no response is ever cut by it: "
        + "lower TokenBudget or raise MaxResponseTokens")]
    public async Task A_token_budget_that_no_response_exceeds_is_told(string attributes, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(PartialRecipe(attributes))));

    [Fact]
    public async Task A_token_budget_below_the_response_limit_is_fine() =>
        await Recipes.CheckAsync(PartialRecipe("Reinforce(MaxResponseTokens = 96), PartialRollouts(TokenBudget = 95)"));

    [Fact]
    public async Task A_stage_without_such_an_option_is_not_checked() => await Recipes.CheckAsync($$"""
        {{Own}}
        [StageComponents(ComponentKinds.Reward)] public sealed class JudgeAttribute : StageAttribute<Policy>;
        [Recipe("r")] public abstract partial class R { [Judge, Duel(From = 1_000)] public abstract Policy A(); }
        """);

    [Fact]
    public async Task A_derived_attribute_class_and_a_derived_recipe_inherit_what_is_declared() => await Recipes.CheckAsync($$"""
        {{Own}}
        public sealed class FineRehearseAttribute : RehearseAttribute { public override int FromStep { get; set; } = 10; }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [FineRehearse({|KIMI3003:FromStep = 100|})] public abstract Policy A(Policy warm);
        }
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [FineRehearse(FromStep = 20)] public abstract override Policy A(Policy warm); }
        """);

    private static string PartialRecipe(string attributes) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [{{attributes}}, MirrorDescent, ExactAnswerReward] public abstract Policy A(Policy warm, PromptSet problems);
        }
        """;

    private static string Recipe(string attributes) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [{{attributes}}] public abstract Policy A(Policy warm);
        }
        """;
}

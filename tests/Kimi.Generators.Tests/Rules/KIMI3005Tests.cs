using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3005: a sampler's threshold lies within the run.</summary>
public sealed class KIMI3005Tests
{
    [Theory]
    [InlineData("Reinforce", "CurriculumSampler({|KIMI3005:UntilIteration = 40|})", "40", "40")]
    [InlineData("Reinforce({|KIMI3005:Iterations = 10|})", "CurriculumSampler", "24", "10")]
    [InlineData("Reinforce({|KIMI3005:Iterations = 24|})", "CurriculumSampler(Width = 2)", "24", "24")]
    [InlineData("Reinforce(Iterations = 10)", "CurriculumSampler({|KIMI3005:UntilIteration = 12|})", "12", "10")]
    public async Task A_window_that_never_rises_to_the_top_is_marked_where_a_value_was_given(
        string stage, string sampler, string until, string iterations) => Assert.Equal(
        $"UntilIteration of [CurriculumSampler] is {until} and Iterations of stage 'LongCot' is {iterations}, so the window never reaches the hardest level: "
        + "lower UntilIteration or raise Iterations",
        Assert.Single(await Recipes.CheckAsync(Recipe(stage, sampler))));

    [Theory]
    [InlineData("Reinforce", "CurriculumSampler")]
    [InlineData("Reinforce(Iterations = 25)", "CurriculumSampler")]
    [InlineData("Reinforce(Iterations = 10)", "CurriculumSampler(UntilIteration = 9)")]
    [InlineData("Reinforce(Iterations = 10)", "PrioritizedSampler")]
    public async Task Within_the_run_it_is_fine(string stage, string sampler) => await Recipes.CheckAsync(Recipe(stage, sampler));

    [Fact]
    public async Task A_team_s_own_sampler_and_stage_take_part() => await Recipes.CheckAsync("""
        public sealed class WarmUpAttribute : SamplerAttribute<ISampler>
        {
            [Below(nameof(ReinforceAttribute.Iterations), Because = "all problems stay easy"), System.ComponentModel.DefaultValue(5)]
            public int Easy { get; set; } = 5;
        }
        [StageComponents(ComponentKinds.Sampler)]
        public sealed class PlayAttribute : StageAttribute<Policy, Policy> { public int Iterations { get; set; } = 1; }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Play(Iterations = 3), WarmUp({|KIMI3005:Easy = 3|})] public abstract Policy A(Policy warm);
            [Play({|KIMI3005:Iterations = 4|}), WarmUp] public abstract Policy B(Policy a);
            [Play, WarmUp(Easy = 100)] public abstract Policy C(Policy b);
        }
        """);

    [Fact]
    public async Task A_derived_recipe_is_told_of_its_own_override_only() => await Recipes.CheckAsync($$"""
        {{Recipe("Reinforce({|KIMI3005:Iterations = 10|})", "CurriculumSampler")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("shorter")]
        public abstract partial class Shorter : R
        {
            [Reinforce({|KIMI3005:Iterations = 5|}), MirrorDescent, ExactAnswerReward, CurriculumSampler]
            public abstract override Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    private static string Recipe(string stage, string sampler) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, MirrorDescent, ExactAnswerReward, {{sampler}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}

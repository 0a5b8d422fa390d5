using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3001: a group has two responses or more.</summary>
public sealed class KIMI3001Tests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-4")]
    public async Task A_group_of_fewer_than_two_is_marked_at_the_argument(string size) => Assert.Equal(
        $"SamplesPerPrompt is {size}, but a response is judged against the others of its group, so nothing is learned: sample at least 2",
        Assert.Single(await Recipes.CheckAsync(Recipe($"{{|KIMI3001:SamplesPerPrompt = {size}|}}"))));

    [Theory]
    [InlineData("SamplesPerPrompt = 2")]
    [InlineData("SamplesPerPrompt = 10_000")]
    [InlineData("")]
    public async Task Two_are_enough(string options) => await Recipes.CheckAsync(Recipe(options));

    [Fact]
    public async Task A_group_that_is_too_large_is_a_value_not_allowed() => Assert.Equal(
        "SamplesPerPrompt is 10001, outside 2 to 10000: give it a value in that range",
        Assert.Single(await Recipes.CheckAsync(Recipe("{|KIMI5001:SamplesPerPrompt = 10_001|}"))));

    [Fact]
    public async Task A_team_s_own_stage_and_component_declare_group_sizes_and_only_those_are_looked_at() => await Recipes.CheckAsync("""
        [StageComponents(ComponentKinds.Sampler)]
        public class RankAttribute : StageAttribute<Policy, Policy>
        {
            [GroupSize] public virtual int Candidates { get; set; } = 4;
            public int Rounds { get; set; } = 1;
        }
        public sealed class FineRankAttribute : RankAttribute { public override int Candidates { get; set; } = 8; }
        public sealed class PairsAttribute : SamplerAttribute<ISampler> { [GroupSize] public int Size { get; set; } = 2; }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Rank({|KIMI3001:Candidates = 1|}, Rounds = 1), Pairs({|KIMI3001:Size = 1|})] public abstract Policy Ranked(Policy warm);
            [FineRank({|KIMI3001:Candidates = 1|})] public abstract Policy Again(Policy ranked);
        }
        """);

    [Fact]
    public async Task One_sample_a_prompt_is_enough_to_evaluate() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public async Task A_derived_recipe_is_told_of_its_own_override_only() => await Recipes.CheckAsync($$"""
        {{Recipe("{|KIMI3001:SamplesPerPrompt = 1|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("other")]
        public abstract partial class Other : R
        {
            [Reinforce({|KIMI3001:SamplesPerPrompt = 1|}), MirrorDescent, ExactAnswerReward]
            public abstract override Policy {|KIMI2006:LongCot|}(Policy warm, PromptSet curated);
        }
        [Recipe("good")]
        public abstract partial class Good : R
        {
            [Reinforce(SamplesPerPrompt = 4), MirrorDescent, ExactAnswerReward] public abstract override Policy LongCot(Policy warm, PromptSet curated);
        }
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

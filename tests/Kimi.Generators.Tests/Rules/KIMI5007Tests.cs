using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5007: products and sums of options lie within others.</summary>
public sealed class KIMI5007Tests
{
    [Theory]
    [InlineData("{|KIMI5007:Similarity = 0.3|}")]
    [InlineData("Similarity = 0.3, Bands = 1_000")]
    [InlineData("Similarity = 0.6")]
    [InlineData("{|KIMI5007:HashesPerBand = 40|}")]
    public async Task Bands_that_miss_most_of_what_they_are_to_find_are_told(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Raw();
            [DocumentsFile(Path = "b.jsonl")] public abstract Corpus Good();
            [RefineCorpus, NearDuplicates({{options}})] public abstract Corpus Refined(Corpus raw, Corpus good);
        }
        """);

    [Theory]
    [InlineData("InitializeTransformer(ContextLength = 1_024)", "{|KIMI5007:Rank = 128|}")]
    [InlineData("InitializeTransformer(ContextLength = 1_024)", "Rank = 127")]
    [InlineData("LoadPolicy(\"m\")", "Rank = 4_096")]
    public async Task An_adapter_as_wide_as_the_model_is_told(string policy, string rank) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [{{policy}}] public abstract Policy Initial();
            [FineTune, Lora({{rank}})] public abstract Policy Adapted(Policy initial, Demonstrations traces);
        }
        """);

    [Fact]
    public async Task The_message_writes_the_product_out()
    {
        var messages = await Recipes.CheckAsync(Recipe(
            "Reinforce(MaxResponseTokens = 200)", "MirrorDescent, ExactAnswerReward, StopRepetition({|KIMI5007:PatternTokens = 64|})"));
        Assert.Equal(
            "[StopRepetition]: PatternTokens × Repeats is 256, above MaxResponseTokens of stage 'LongCot', 200, so no response has so many tokens to repeat: "
            + "lower PatternTokens or Repeats, or raise MaxResponseTokens of stage 'LongCot'",
            Assert.Single(messages));
    }

    [Theory]
    [InlineData("Reinforce(MaxResponseTokens = 200)", "MirrorDescent, ExactAnswerReward, PartialRollouts({|KIMI5007:TokenBudget = 32|}, MaxAge = 5)")]
    [InlineData("Reinforce(Iterations = 5, {|KIMI5007:MaxGeneratedTokens = 1_000_000|})", "MirrorDescent, ExactAnswerReward")]
    public async Task A_relation_that_does_not_hold_is_told(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Theory]
    [InlineData("Reinforce(MaxResponseTokens = 192)", "MirrorDescent, ExactAnswerReward, PartialRollouts(TokenBudget = 32, MaxAge = 5)")]
    [InlineData("Reinforce(MaxGeneratedTokens = 1_000_000)", "MirrorDescent, ExactAnswerReward")]
    public async Task A_relation_that_holds_is_fine(string stage, string components) => await Recipes.CheckAsync(Recipe(stage, components));

    [Fact]
    public async Task A_value_that_is_not_allowed_is_told_alone() => await Recipes.CheckAsync(
        Recipe("Reinforce", "MirrorDescent, ExactAnswerReward, StopRepetition({|KIMI5001:PatternTokens = 1_000_000|})"));

    [Fact]
    public async Task A_team_s_own_sum_is_checked() => await Recipes.CheckAsync($$"""
        [SumAtMost([nameof(First), nameof(Last)], nameof(ReinforceAttribute.Iterations))]
        public sealed class PhasesAttribute : PenaltyAttribute<IPenalty>
        {
            [System.ComponentModel.DefaultValue(10)] public int First { get; set; } = 10;
            [System.ComponentModel.DefaultValue(10)] public int Last { get; set; } = 10;
        }
        {{Recipe("Reinforce", "MirrorDescent, ExactAnswerReward, Phases({|KIMI5007:First = 35|})")}}
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
    [InlineData("({|KIMI5007:TimeLimitSeconds = 5|})")]
    [InlineData("(TimeLimitSeconds = 20)")]
    [InlineData("")]
    public async Task A_verdict_with_less_time_than_one_of_its_tests_is_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [CodeProblemsFile(CpuSeconds = 20)] public abstract PromptSet Programs();
            [Evaluate, TestCaseReward{{code}}] public abstract Evaluation Report(Policy start, PromptSet programs);
        }
        """);
}

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

    [Theory]
    [InlineData("SamplesPerPrompt = 4, {|KIMI5007:MinPassRate = 0.3|}, MaxPassRate = 0.45", false)]
    [InlineData("SamplesPerPrompt = 9, MinPassRate = 0.3, MaxPassRate = 0.45", true)]
    [InlineData("SamplesPerPrompt = 3, MinPassRate = 0.3, MaxPassRate = 0.34", true)]
    public async Task Pass_rates_that_no_number_of_attempts_has_are_told(string options, bool isFine)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [TunedPolicy] public abstract Policy Warm();
                [CuratePrompts({{options}}), ExactAnswerReward]
                public abstract PromptSet Curated(Policy warm, PromptSet problems, PromptSet heldOut);
            }
            """);
        Assert.Equal(isFine, messages.Count == 0);
    }

    [Theory]
    [InlineData("{|KIMI5007:MaxPromptCharacters = 200|}")]
    [InlineData("MaxPromptCharacters = 120")]
    public async Task Prompts_that_come_through_without_room_are_told(string limit) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "train.jsonl", {{limit}})] public abstract PromptSet Problems();
            [DemonstrationsFile(Path = "sft.jsonl")] public abstract Demonstrations Traces();
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5007:\"that was not it\"|}", "[]")]
    [InlineData("\"no\"", "[new(MessageRole.User, [new PromptPart.Text({|KIMI5007:\"begin now, please\"|})])]")]
    [InlineData("\"no\"", "[]")]
    [InlineData("turn.Text.ToString()", "[]")]
    public async Task What_an_environment_says_beyond_a_reply_is_told(string reply, string opening) => await Recipes.CheckAsync($$"""
        public sealed class Game : IEnvironment<Problem>
        {
            public ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

            private sealed class Episode : IEpisode
            {
                public IReadOnlyList<Message> Opening => {{opening}};
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new(new EnvironmentReply.Continue({{reply}}));
                public ValueTask DisposeAsync() => default;
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce(MaxResponseTokens = 64), MirrorDescent, ExactAnswerReward, Environment<Game>(MaxTurns = 2, MaxReplyTokens = 4)]
            public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);
}

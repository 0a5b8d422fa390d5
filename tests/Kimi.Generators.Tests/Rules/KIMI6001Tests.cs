using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6001: a prompt and its response fit the context.</summary>
public sealed class KIMI6001Tests
{
    private const string Own = """
        [Establishes(Fact.PromptLength, Option = nameof(MaxPromptTokens))]
        public sealed class StoriesAttribute : ProblemsAttribute<Sums>
        {
            [System.ComponentModel.DefaultValue(100)] public int MaxPromptTokens { get; set; } = 100;
        }
        public sealed class BlendAttribute : StageAttribute<IReadOnlyList<PromptSet>, PromptSet>;
        public interface IShop : IEnvironment<MathProblem>;
        [Establishes(Fact.ContextLength, Option = nameof(Length))]
        public sealed class StretchAttribute : StageAttribute<Policy, Policy> { public int Length { get; set; } = 4096; }

        """;

    [Theory]
    [InlineData("48", "Evaluate(MaxResponseTokens = 48)")]
    [InlineData("48", "Evaluate({|KIMI6001:MaxResponseTokens = 49|})")]
    public async Task An_image_of_a_tower_that_was_added_counts_in_the_context(string room, string stage)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Modality(Modality.Image)] public record ChartProblem : Problem;
            public abstract class Charts : IProblemSource<ChartProblem> { public abstract IEnumerable<ChartProblem> Problems(Random random); }
            public abstract class ChartReward : IReward<ChartProblem>
            {
                public abstract ValueTask<Verdict> JudgeAsync(ChartProblem problem, Rollout rollout, CancellationToken cancellationToken);
            }
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer(ContextLength = 64)] public abstract Policy Initial();
                [AddVisionTower] public abstract Policy Seeing(Policy initial);
                [Problems<Charts>] public abstract PromptSet Asked();
                [{{stage}}, Reward<ChartReward>] public abstract Evaluation Report(Policy seeing, PromptSet asked);
            }
            """);

        Assert.All(messages, message => Assert.Contains(
            $"to a prompt with an image of 16, which exceeds the context of 64 that stage 'Initial' gives 'seeing': "
            + $"lower MaxResponseTokens to {room} less the longest prompt",
            message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ImageSize = 56")]
    [InlineData("{|KIMI6001:ImageSize = 64|}")]
    [InlineData("{|KIMI6001:PatchSize = 4|}")]
    public async Task An_image_leaves_room_for_a_text(string shape) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 64)] public abstract Policy Initial();
            [AddVisionTower({{shape}})] public abstract Policy Seeing(Policy initial);
            [Transform] public static Evaluation Look(Policy seeing) => throw new NotSupportedException();
        }
        """);

    [Theory]
    [InlineData("InitializeTransformer(ContextLength = 100)", "{|KIMI6001:Evaluate|}", "128", "100")]
    [InlineData("InitializeTransformer", "Evaluate({|KIMI6001:MaxResponseTokens = 256|})", "256", "256")]
    [InlineData("InitializeTransformer(ContextLength = 512)", "Evaluate({|KIMI6001:MaxResponseTokens = 600|})", "600", "512")]
    public async Task Of_prompts_whose_length_nobody_told_one_token_counts(
        string policy, string stage, string response, string context) => Assert.Equal(
        $"stage 'Report' adds responses of up to {response} tokens to a prompt, which exceeds the context of {context} that stage 'Initial' gives 'initial': "
        + $"lower MaxResponseTokens to {context} less the longest prompt, or raise ContextLength of 'Initial'",
        Assert.Single(await Recipes.CheckAsync(Recipe(policy, "Problems<Sums>", stage))));

    [Theory]
    [InlineData(
        "InitializeTransformer", "Stories", "Evaluate({|KIMI6001:MaxResponseTokens = 157|})", "157", "100", "256", "lower MaxResponseTokens to 156 or less")]
    [InlineData(
        "InitializeTransformer", "Stories(MaxPromptTokens = 200)", "{|KIMI6001:Evaluate|}", "128", "200", "256", "lower MaxResponseTokens to 56 or less")]
    [InlineData("InitializeTransformer", "Stories(MaxPromptTokens = 300)", "{|KIMI6001:Evaluate|}", "128", "300", "256", "shorten the prompts")]
    public async Task The_prompt_length_that_a_team_s_source_tells_counts(
        string policy, string source, string stage, string response, string prompt, string context, string remedy) => Assert.Equal(
        $"stage 'Report' adds responses of up to {response} tokens to prompts of up to {prompt}, "
        + $"which exceeds the context of {context} that stage 'Initial' gives 'initial': {remedy}, or raise ContextLength of 'Initial'",
        Assert.Single(await Recipes.CheckAsync(Recipe(policy, source, stage))));

    [Theory]
    [InlineData("InitializeTransformer", "Problems<Sums>", "Evaluate")]
    [InlineData("InitializeTransformer", "Problems<Sums>", "Evaluate(MaxResponseTokens = 255)")]
    [InlineData("InitializeTransformer", "Stories", "Evaluate(MaxResponseTokens = 156)")]
    [InlineData("InitializeTransformer(ContextLength = 1_000_000)", "Stories(MaxPromptTokens = 999_000)", "Evaluate(MaxResponseTokens = 1_000)")]
    [InlineData("TunedPolicy", "Stories", "Evaluate(MaxResponseTokens = 1_000_000)")]
    public async Task What_fits_exactly_or_is_not_known_is_fine(string policy, string source, string stage) =>
        await Recipes.CheckAsync(Recipe(policy, source, stage));

    [Theory]
    [InlineData("InitializeTransformer", "Evaluate({|KIMI6001:MaxResponseTokens = 100|}), Environment<IShop>", "100", "512", "256")]
    [InlineData(
        "InitializeTransformer(ContextLength = 300)", "Evaluate({|KIMI6001:MaxResponseTokens = 100|}), Environment<IShop>(MaxTurns = 4, MaxReplyTokens = 50)",
        "100", "200", "300")]
    public async Task The_replies_of_an_environment_take_room_too(string policy, string stage, string response, string replies, string context)
    {
        var room = int.Parse(context) - int.Parse(replies);
        Assert.Equal(
            $"stage 'Report' adds responses of up to {response} tokens to a prompt and an environment's replies of up to {replies}, "
            + $"which exceeds the context of {context} that stage 'Initial' gives 'initial': "
            + (room > 1 ? $"lower MaxResponseTokens to {room} less the longest prompt, " : "shorten the prompts, ")
            + "or raise ContextLength of 'Initial'",
            Assert.Single(await Recipes.CheckAsync(Recipe(policy, "Problems<Sums>", stage))));
    }

    [Fact]
    public async Task Replies_that_fit_are_fine() => await Recipes.CheckAsync(Recipe(
        "InitializeTransformer(ContextLength = 300)", "Problems<Sums>",
        "Evaluate(MaxResponseTokens = 99), Environment<IShop>(MaxTurns = 4, MaxReplyTokens = 50)"));

    [Theory]
    [InlineData("Pretrain({|KIMI6001:SequenceLength = 257|})", "257")]
    public async Task A_sequence_to_train_on_fits_too(string stage, string length) => Assert.Equal(
        $"stage 'Pretrained' reads sequences of {length} tokens, which exceeds the context of 256 that stage 'Initial' gives 'initial': "
        + "lower SequenceLength to 256 or less, or raise ContextLength of 'Initial'",
        Assert.Single(await Recipes.CheckAsync(Pretraining(stage))));

    [Theory]
    [InlineData("Pretrain")]
    [InlineData("Pretrain(SequenceLength = 255)")]
    public async Task A_sequence_as_long_as_the_context_is_fine(string stage) => await Recipes.CheckAsync(Pretraining(stage));

    [Fact]
    public async Task Activation_raises_the_context() => await Recipes.CheckAsync("""
        public sealed class Words : IDocumentSource { public IEnumerable<Document> Documents(System.Random random) => []; }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Documents<Words>] public abstract Corpus Texts();
            [Documents<Words>(Count = 10)] public abstract Corpus Books();
            [Documents<Words>(Count = 20)] public abstract Corpus Later();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus texts, Corpus books);
            [ActivateLongContext(ContextLength = 2_048, Ladder = new[] { 512 })]
            public abstract Policy Activated(Policy pretrained, Corpus books, Corpus texts);
            [Evaluate(MaxResponseTokens = 2_047), ExactAnswerReward] public abstract Evaluation Fits(Policy activated, PromptSet problems);
            [Evaluate({|KIMI6001:MaxResponseTokens = 2_048|}), ExactAnswerReward] public abstract Evaluation Exceeds(Policy activated, PromptSet problems);
            [MeasurePerplexity(SequenceLength = 4_096)] public abstract PerplexityReport Perplexity(Policy pretrained, Policy activated, Corpus later);
        }
        """);

    [Fact]
    public async Task The_shortest_context_of_several_policies_and_the_longest_prompt_of_several_sets_count()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Own}}
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer(ContextLength = 400)] public abstract Policy Large();
                [InitializeTransformer(ContextLength = 300)] public abstract Policy Small();
                [TunedPolicy] public abstract Policy Unknown();
                [Problems<Sums>] public abstract PromptSet Short();
                [Stories] public abstract PromptSet Middle();
                [Stories(MaxPromptTokens = 200)] public abstract PromptSet Long();
                [Blend] public abstract PromptSet Mixed(PromptSet @short, PromptSet @long, PromptSet middle);
                [{|KIMI6001:Evaluate|}, ExactAnswerReward] public abstract Evaluation A(Policy unknown, Policy large, Policy small, PromptSet mixed);
                [Evaluate({|KIMI6001:MaxResponseTokens = 500|}), ExactAnswerReward] public abstract Evaluation B(Policy large, Policy small, PromptSet @short);
                [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy unknown, Policy large, Policy small, PromptSet middle);
            }
            """);
        Assert.Equal(
            "stage 'A' adds responses of up to 128 tokens to prompts of up to 200, which exceeds the context of 300 that stage 'Small' gives 'small': "
            + "lower MaxResponseTokens to 100 or less, or raise ContextLength of 'Small'",
            messages[0]);
        Assert.Equal(
            "stage 'B' adds responses of up to 500 tokens to a prompt, which exceeds the context of 300 that stage 'Small' gives 'small': "
            + "lower MaxResponseTokens to 300 less the longest prompt, or raise ContextLength of 'Small'",
            messages[1]);
    }

    [Fact]
    public async Task The_context_goes_through_training_and_merging_until_a_stage_gives_another() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 100)] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [MergeWeights] public abstract Policy Merged(Policy sft, Policy initial);
            [{|KIMI6001:Reinforce|}, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot([From(nameof(Merged))] Policy start, PromptSet curated);
            [Stretch(Length = 200)] public abstract Policy Long(Policy longCot);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Longer(Policy @long, PromptSet curated);
            [Stretch] public abstract Policy Untold(Policy longer);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy A(Policy untold, PromptSet curated);
            [Transform] public static Policy Converted(Policy sft) => sft;
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy B(Policy converted, PromptSet curated);
            [MergeWeights] public abstract Policy Last(Policy a, Policy b);
        }
        """);

    [Fact]
    public async Task A_team_s_own_stage_declares_it() => await Recipes.CheckAsync("""
        public sealed class SampleAttribute : StageAttribute<PromptSet, Policy, Demonstrations>
        {
            [WithinContext, System.ComponentModel.DefaultValue(300)] public int Budget { get; set; } = 300;
            [WithinContext] public int Reserve { get; set; }
            public int Steps { get; set; } = 1_000;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{|KIMI6001:Sample|}(Steps = 2_000)] public abstract Demonstrations A(PromptSet curated, Policy initial);
            [Sample(Budget = 255, {|KIMI6001:Reserve = 256|})] public abstract Demonstrations B(PromptSet curated, Policy initial);
            [FineTune] public abstract Policy C(Policy initial, Demonstrations a);
            [FineTune] public abstract Policy D(Policy c, Demonstrations b);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("InitializeTransformer(ContextLength = 100)", "Problems<Sums>", "{|KIMI6001:Evaluate|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [InitializeTransformer] public abstract override Policy Initial(); }
        """);

    private static string Recipe(string policy, string source, string stage) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [{{policy}}] public abstract Policy Initial();
            [{{source}}] public abstract PromptSet Curated();
            [{{stage}}, ExactAnswerReward] public abstract Evaluation Report(Policy initial, PromptSet curated);
        }
        """;

    private static string Pretraining(string stage) => $$"""
        public sealed class Words : IDocumentSource { public IEnumerable<Document> Documents(System.Random random) => []; }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Documents<Words>] public abstract Corpus Texts();
            [{{stage}}] public abstract Policy Pretrained(Policy initial, Corpus texts);
        }
        """;
}

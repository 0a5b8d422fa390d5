using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4007: a reward or penalty counts for something.</summary>
public sealed class KIMI4007Tests
{
    private const string Own = """
        public abstract class Brevity : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public sealed class EchoAttribute : PenaltyAttribute<IPenalty>
        {
            [Weight(5), System.ComponentModel.DefaultValue(0.0)] public double Strength { get; set; }
            public double Weight { get; set; } = 1;
        }

        """;

    [Theory]
    [InlineData(
        "ExactAnswerReward({|KIMI4007:Weight = 0|})",
        "Weight of [ExactAnswerReward] is 0, so it counts for nothing: give it a weight above 0, or remove it")]
    [InlineData(
        "ExactAnswerReward, LengthPenalty({|KIMI4007:Weight = 0.0|})",
        "Weight of [LengthPenalty] is 0, so it counts for nothing: give it a weight above 0, or remove it")]
    [InlineData(
        "ExactAnswerReward, Reward<Brevity>({|KIMI4007:Weight = 0|})",
        "Weight of [Reward<Brevity>] is 0, so it counts for nothing: give it a weight above 0, or remove it")]
    [InlineData("ExactAnswerReward, {|KIMI4007:Echo|}", "Strength of [Echo] is 0, so it counts for nothing: give it a weight above 0, or remove it")]
    public async Task A_weight_of_zero_is_marked(string components, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(components))));

    [Theory]
    [InlineData("ExactAnswerReward")]
    [InlineData("ExactAnswerReward(Weight = 1e-6), LengthPenalty(Weight = 0.1), Reward<Brevity>(Weight = 100)")]
    [InlineData("ExactAnswerReward, Echo(Strength = 1, Weight = 0)")]
    [InlineData("ExactAnswerReward(Marker = \"=\"), PrioritizedSampler(InitialSuccess = 0)")]
    public async Task Any_other_option_may_be_zero(string components) => await Recipes.CheckAsync(Recipe(components));

    [Theory]
    [InlineData("Mixture = new[] { 1.0, 0.0 }, FinalMixture = new[] { 0.7, 0.3 }")]
    [InlineData("Mixture = new[] { 0.5, 0.5 }, FinalMixture = new[] { 0.0, 1.0 }")]
    [InlineData("FinalMixture = new[] { 1.0, 0.0 }")]
    public async Task A_share_may_be_zero_at_one_end_of_a_mixture_that_changes(string options) => await Recipes.CheckAsync(Pretraining(options));

    [Fact]
    public async Task A_share_of_zero_at_both_ends_is_marked_at_both() => Assert.Equal(
        2, (await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Initial();
                [DocumentsFile(Path = "web.jsonl")] public abstract Corpus Web();
                [DocumentsFile(Path = "code.jsonl")] public abstract Corpus Code();
                [DocumentsFile(Path = "books.jsonl")] public abstract Corpus Books();
                [Pretrain({|KIMI4007:Mixture = new[] { 0.6, 0.0, 0.4 }|}, {|KIMI4007:FinalMixture = new[] { 0.4, 0.0, 0.6 }|})]
                public abstract Policy Pretrained(Policy initial, Corpus web, Corpus code, Corpus books);
            }
            """)).Count);

    private static string Pretraining(string options) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile(Path = "web.jsonl")] public abstract Corpus Web();
            [DocumentsFile(Path = "code.jsonl")] public abstract Corpus Code();
            [Pretrain({{options}})] public abstract Policy Pretrained(Policy initial, Corpus web, Corpus code);
        }
        """;

    [Fact]
    public async Task An_override_that_gives_a_weight_is_fine_and_the_base_is_told_once() => await Recipes.CheckAsync($$"""
        {{Recipe("ExactAnswerReward({|KIMI4007:Weight = 0|})")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")]
        public abstract partial class Good : R
        {
            [Reinforce, MirrorDescent, ExactAnswerReward(Weight = 0.5)] public abstract override Policy LongCot(Policy warm, PromptSet curated);
        }
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

    [Theory]
    [InlineData("{|KIMI4007:QualityClassifier|}", 1)]
    [InlineData("QualityClassifier(MinQuality = 0.2)", 0)]
    [InlineData("QualityClassifier, SamplingRates", 0)]
    public async Task Ratings_of_documents_by_which_nothing_goes_are_told(string rules, int count) => Assert.Equal(count, (await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Raw();
            [DocumentsFile(TextField = "good")] public abstract Corpus Good();
            [RefineCorpus, {{rules}}] public abstract Corpus Refined(Corpus raw, Corpus good);
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus refined);
        }
        """)).Count);

    [Fact]
    public async Task Ratings_that_a_transform_may_go_by_are_not_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Raw();
            [DocumentsFile(TextField = "good")] public abstract Corpus Good();
            [RefineCorpus, QualityClassifier] public abstract Corpus Refined(Corpus raw, Corpus good);
            [Transform] public static Corpus Best(Corpus refined) => refined;
            [Pretrain] public abstract Policy Pretrained(Policy initial, Corpus best);
        }
        """);

    [Theory]
    [InlineData("Reinforce(PromptsPerIteration = 32), MirrorDescent, ExactAnswerReward, {|KIMI4007:PrioritizedSampler|}")]
    [InlineData("Reinforce(PromptsPerIteration = 16), MirrorDescent, ExactAnswerReward, PrioritizedSampler")]
    [InlineData("Reinforce(PromptsPerIteration = 32), MirrorDescent, ExactAnswerReward, UniformSampler")]
    public async Task A_sampler_that_has_nothing_to_choose_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>(Count = 32)] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [{{stage}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}

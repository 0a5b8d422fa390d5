using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: values do not defeat what they are for.</summary>
public sealed class KIMI5011Tests
{
    [Theory]
    [InlineData("Reinforce({|KIMI5011:TopK = 1|}), MirrorDescent")]
    [InlineData("Reinforce({|KIMI5011:MinP = 1.0|}), MirrorDescent")]
    [InlineData("Reinforce, MirrorDescent, HardProblemsSampler({|KIMI5011:MaxPassRate = 1|})")]
    [InlineData("Reinforce, MirrorDescent, PrioritizedSampler({|KIMI5011:Floor = 1|})")]
    [InlineData("Reinforce, MirrorDescent, PrioritizedSampler({|KIMI5011:InitialSuccess = 1|})")]
    public async Task Values_of_no_use_are_told(string stage) => await CheckAsync(stage);

    [Theory]
    [InlineData("Reinforce(TopK = 2, MinP = 0.9), MirrorDescent")]
    [InlineData("Reinforce, MirrorDescent, HardProblemsSampler(MaxPassRate = 0.9)")]
    [InlineData("Reinforce, MirrorDescent, PrioritizedSampler(InitialSuccess = 1, Floor = 0.1)")]
    public async Task Values_near_them_are_fine(string stage) => await CheckAsync(stage);

    [Theory]
    [InlineData("{|KIMI5011:Count = 10|}, Benchmark = Benchmark.Aime2024")]
    [InlineData("Benchmark = Benchmark.Math500, {|KIMI5011:Split = Split.HeldOut|}")]
    [InlineData("Layout = ProblemLayout.Math, {|KIMI5011:Benchmark = Benchmark.HumanEval|}")]
    [InlineData("Split = Split.HeldOut, {|KIMI5011:HeldOutShare = 0|}")]
    public async Task Two_values_that_do_not_go_together_are_told_at_the_one_that_limits(string options) =>
        await Recipes.CheckAsync(Files(options));

    [Theory]
    [InlineData("Benchmark = Benchmark.Math500, Layout = ProblemLayout.Math, Shuffle = true")]
    [InlineData("Split = Split.HeldOut, HeldOutShare = 0.02")]
    [InlineData("Count = 10")]
    public async Task Two_that_go_together_are_fine(string options) => await Recipes.CheckAsync(Files(options));

    [Fact]
    public async Task What_an_environment_makes_different_is_not_told() => await Recipes.CheckAsync("""
        public abstract class Dice : IEnvironment<Problem>
        {
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce(TopK = 1), MirrorDescent, ExactAnswerReward, Environment<Dice>(MaxTurns = 1)]
            public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    [Fact]
    public async Task A_message_names_both_values_and_what_comes_of_them()
    {
        var messages = await Recipes.CheckAsync(Files("Benchmark = Benchmark.Aime2024, {|KIMI5011:Count = 10|}"));
        Assert.Equal(
            "Benchmark of stage 'Test' is Aime2024 and Count is 10, so results on a part stand beside the paper's on the whole: change Benchmark or Count",
            messages[0]);
    }

    private static Task<IReadOnlyList<string>> CheckAsync(string stage) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    private static string Files(string options) => $$"""
        [Recipe("r")]
        public abstract partial class R { [ProblemsFile(Path = "a.jsonl", {{options}})] public abstract PromptSet Test(); }
        """;

    [Theory]
    [InlineData("FineTune(LearningRate = 0.09)", 0)]
    [InlineData("FineTune({|KIMI5011:LearningRate = 0.1|})", 1)]
    [InlineData("FineTune(LearningRate = 0.02), Lora", 0)]
    public async Task A_rate_of_Adam_is_told_from_a_tenth_on(string stage, int count) => Assert.Equal(count, (await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [{{stage}}] public abstract Policy Sft(Policy start, Demonstrations traces);
        }
        """)).Count);

    [Theory]
    [InlineData("Gspo(EpsilonLow = 0.002, EpsilonHigh = 0.003)", 0)]
    [InlineData("Gspo(EpsilonLow = 0.2, {|KIMI5011:EpsilonHigh = 0.28|})", 1)]
    [InlineData("Grpo(Epsilon = 0.3)", 0)]
    public async Task A_clip_of_tokens_on_whole_responses_is_told(string objective, int count) => Assert.Equal(count, (await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, {{objective}}, ExactAnswerReward] public abstract Policy LongCot(Policy start, PromptSet problems);
        }
        """)).Count);

    [Theory]
    [InlineData("ExactAnswerReward({|KIMI5011:Marker = \"#(.*)\"|})")]
    [InlineData("ExactAnswerReward(Marker = \"Answer (final): \")")]
    [InlineData("ExactAnswerReward, FormatReward({|KIMI5011:Pattern = \"(<a>.*</a>)?\"|})")]
    [InlineData("ExactAnswerReward, FormatReward(Pattern = \"^.{0,40}$\")")]
    [InlineData("ExactAnswerReward, FormatReward(Pattern = \"[0-9]\")")]
    public async Task Texts_that_are_read_as_they_stand_are_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, {{stage}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("SampleLongCot({|KIMI5011:Templates = new[] { \"{{prompt}} Think.\" }|})")]
    [InlineData("SampleLongCot(Templates = new[] { \"As {\\\"sum\\\": 5}: {prompt}\" })")]
    public async Task Two_pairs_of_braces_are_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [{{stage}}, ExactAnswerReward] public abstract Demonstrations Thoughts(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:MicroBatchTokens = 8|}")]
    [InlineData("MicroBatchTokens = 256")]
    [InlineData("MicroBatchTokens = 8, MaxResponseTokens = 16")]
    public async Task Tokens_that_are_meant_as_sequences_are_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce({{stage}}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("Reinforce({|KIMI5011:Temperature = 0.01|}), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce(Temperature = 0.3), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, FormatReward({|KIMI5011:Pattern = \"<think>.*</think>#\"|})")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, FormatReward(Pattern = \"(?s)<think>.*</think>#\")")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, FormatReward(Pattern = \"<answer>.*</answer>#\")")]
    [InlineData("Reinforce, MirrorDescent, ServedJudge({|KIMI5011:MaxCritiqueTokens = 20|})")]
    [InlineData("Reinforce, MirrorDescent, ServedJudge(MaxCritiqueTokens = 20, Template = \"{response} Say {\\\"correct\\\": true} if it is.\")")]
    public async Task What_leaves_no_difference_no_lines_and_no_verdict_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [{{stage}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}

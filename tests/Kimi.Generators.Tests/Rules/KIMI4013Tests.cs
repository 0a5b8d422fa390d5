using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4013: a response gets as far as its answer.</summary>
public sealed class KIMI4013Tests
{
    [Theory]
    [InlineData("Reinforce({|KIMI4013:StopTexts = [\"#\"]|})", "ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI4013:StopTexts = [\"\\n\", \"er: \"]|})", "ExactAnswerReward(Marker = \"Answer: \")")]
    public async Task A_stop_text_within_the_marker_is_told(string stage, string reward)
    {
        var messages = await CheckAsync(stage, reward);
        Assert.Contains("which ends a response before its answer, since that follows Marker", messages[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reinforce(StopTexts = [\"\\n\"])", "ExactAnswerReward")]
    [InlineData("Reinforce(StopTexts = [\"##\"])", "ExactAnswerReward")]
    public async Task Other_stop_texts_are_fine(string stage, string reward) => await CheckAsync(stage, reward);

    [Fact]
    public async Task Rewards_that_look_for_no_marker_are_not_told() => await CheckAsync("Reinforce(StopTexts = [\"#\"])", "MathReward");

    private static Task<IReadOnlyList<string>> CheckAsync(string stage, string reward) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [{{stage}}, MirrorDescent, {{reward}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    [Theory]
    [InlineData("FormatReward({|KIMI4013:Pattern = \"<a>[^<]+</a>$\"|})")]
    [InlineData("FormatReward(Pattern = \"<a>[^<]+$\")")]
    [InlineData("FormatReward(Pattern = \"<a>[^<]+(</a>)?$\")")]
    [InlineData("FormatReward(Pattern = \"<a>|</a>\")")]
    public async Task A_form_that_asks_for_the_text_that_ends_is_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(StopTexts = new[] { "</a>" }), MirrorDescent, ExactAnswerReward, {{stage}}]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reward_that_asks_for_the_text_that_ends_is_told(bool isTold)
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create($$"""
            using System.Text.RegularExpressions;
            public sealed class Own : IReward<MathProblem>
            {
                public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                    new(Verdict.Of(Regex.Match(rollout.Text, "<a>([^<]+){{(isTold ? "</a>" : "(</a>)?")}}").Groups[1].Value == problem.Answer));
            }
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [TunedPolicy] public abstract Policy Warm();
                [Reinforce(StopTexts = new[] { "</a>" }), MirrorDescent, Reward<Own>] public abstract Policy LongCot(Policy warm, PromptSet problems);
            }
            """));
        Assert.Equal(isTold ? 1 : 0, diagnostics.Count(diagnostic => diagnostic.Id == "KIMI4013"));
    }
}

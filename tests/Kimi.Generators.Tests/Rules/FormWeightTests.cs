using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4012: the form of a response is not worth more than its answer.</summary>
public sealed class FormWeightTests
{
    private const string Tags = "rollout.Text.Contains(\"<think>\") ? 1 : 0";

    [Fact]
    public async Task The_message_says_what_each_gives() => Assert.Equal(
        "[FormatReward] and [Reward<Own>] of stage 'LongCot' give 2 without a look at the problem, more than the 1 for the answer, so a wrong answer in "
        + "that form beats a right one in another: lower their Weight, or raise those of the others",
        Assert.Single(await CheckAsync("MathReward, {|KIMI4012:FormatReward|}, Reward<Own>", Tags)));

    [Theory]
    [InlineData("ExactAnswerReward, FormatReward({|KIMI4012:Weight = 0.8|}), Reward<Own>(Weight = 0.5)")]
    [InlineData("Reward<Own>, {|KIMI4012:FormatReward|}, ExactAnswerReward(Weight = 1.5)")]
    [InlineData("ExactAnswerReward(Weight = 2), FormatReward, Reward<Own>")]
    [InlineData("ExactAnswerReward, FormatReward(Weight = 0.2), Reward<Own>(Weight = 0.2)")]
    [InlineData("ExactAnswerReward, MathReward, FormatReward, Reward<Own>")]
    [InlineData("ExactAnswerReward, Reward<Own>(Weight = 2)")]
    [InlineData("FormatReward, Reward<Own>")]
    [InlineData("ExactAnswerReward(Weight = 0.5), FormatReward(Weight = 0.2), Reward<Own>")]
    [InlineData("ExactAnswerReward, FormatReward({|KIMI4012:Weight = 3|}), Reward<Own>")]
    public async Task All_that_goes_by_the_form_counts(string rewards) => await CheckAsync(rewards, Tags);

    [Theory]
    [InlineData("rollout.Text.Contains(problem.Answer) ? 1 : 0", "")]
    [InlineData("rollout.Text.Contains(\"<think>\") ? 0.2 : 0", "")]
    [InlineData("Good(rollout) ? 1 : 0", "")]
    [InlineData(Tags, "(IEnumerable<string> known)")]
    public async Task A_reward_that_may_go_by_more_or_gives_less_is_not_told(string score, string takes) =>
        await CheckAsync("MathReward, FormatReward, Reward<Own>", score, takes);

    private static Task<IReadOnlyList<string>> CheckAsync(string rewards, string score, string takes = "") => Recipes.CheckAsync($$"""
        public sealed class Own{{takes}} : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(new Verdict.Scored({{(takes.Length > 0 ? "known.Any(rollout.Text.Contains) ? 1 : 0" : score)}}));

            private static bool Good(Rollout rollout) => rollout.PromptTokens.Count < rollout.Length;
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, {{rewards}}]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}

using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Tests.Rollouts;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rewards;

public sealed class RewardTests
{
    private static readonly IOptions<KimiOptions> s_options = Options.Create(new KimiOptions());
    private static readonly MathProblem s_problem = new() { Id = "1", Prompt = "1+1=", Answer = "42" };

    [Theory]
    [InlineData("6*7=42;#42", 1, "42")]
    [InlineData("#41#42", 1, "42")]
    [InlineData("# 42 ", 1, "42")]
    [InlineData("#42#41", 0, "41")]
    [InlineData("#421", 0, "421")]
    [InlineData("42", 0, null)]
    [InlineData("", 0, null)]
    public async Task The_answer_after_the_last_marker_decides(string response, double value, string? answer)
    {
        IRolloutReward reward = new ExactAnswerReward(new());

        Assert.Equal(new Verdict.Scored(value) { Answer = answer }, await reward.JudgeAsync(s_problem, TestRollouts.Of(response), default));
    }

    [Fact]
    public async Task A_problem_without_an_answer_cannot_be_scored()
    {
        IRolloutReward reward = new ExactAnswerReward(new());

        Assert.IsType<Verdict.Unscorable>(await reward.JudgeAsync(s_problem with { Answer = "" }, TestRollouts.Of("#"), default));
    }

    [Fact]
    public async Task A_reward_that_throws_is_a_fault_and_its_rollout_does_not_train()
    {
        var judgement = await JudgeAsync(new Reward(response => response == "b" ? throw new InvalidOperationException("checker broke") : Verdict.Of(true)));

        Assert.Equal(1, judgement.Faults);
        Assert.Equal(3, judgement.Groups.Sum(group => group.Count));
        Assert.Contains("checker broke", judgement.FirstTrouble);
    }

    [Fact]
    public async Task What_stops_a_run_is_named_also_where_another_response_was_left_out_before_it()
    {
        var judgement = await JudgeAsync(new Reward(response => response switch
        {
            "a" => new Verdict.Unscorable("too many verdicts failed before it"),
            "b" => throw new InvalidOperationException("checker broke"),
            _ => Verdict.Of(true),
        }));

        var exception = Assert.Throws<KimiException>(() => judgement.ThrowIfUntrustworthy(0, "Rl"));
        Assert.StartsWith("stage Rl: the rewards failed on 1 of 4 responses (", exception.Message);
        Assert.Contains("checker broke), above MaxFaultRate 0: fix that, then run again", exception.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public async Task A_value_outside_0_to_1_is_a_fault(double value)
    {
        var judgement = await JudgeAsync(new Reward(_ => new Verdict.Scored(value)));

        Assert.Equal(4, judgement.Faults);
    }

    [Fact]
    public async Task Rewards_are_summed_by_weight_and_all_must_find_a_response_correct()
    {
        var judge = new GroupJudge(
            [new Reward(_ => Verdict.Of(true)), new Reward(response => Verdict.Of(response == "a"))],
            [new RewardAttribute<Reward> { Weight = 1 }, new RewardAttribute<Reward> { Weight = 0.5 }],
            s_options,
            TimeProvider.System);

        var judgement = await judge.JudgeAsync([Rollouts("a", "b")], maxFaultRate: 1, default);

        Assert.Equal([(1.5, true), (1.0, false)], judgement.Groups.Single().Select(rollout => (rollout.Reward, rollout.IsCorrect)));
    }

    [Fact]
    public async Task Form_alone_does_not_make_a_response_wrong()
    {
        var judge = new GroupJudge(
            [new Reward(_ => Verdict.Of(true)), new FormatReward(new() { Pattern = "^a" })],
            [new RewardAttribute<Reward>(), new FormatRewardAttribute { Weight = 0.5 }],
            s_options,
            TimeProvider.System);

        var judgement = await judge.JudgeAsync([Rollouts("ab", "ba")], maxFaultRate: 1, default);

        Assert.Equal([(1.5, true), (1.0, true)], judgement.Groups.Single().Select(rollout => (rollout.Reward, rollout.IsCorrect)));
    }

    [Fact]
    public async Task Where_no_other_reward_decides_form_makes_a_response_correct()
    {
        var judge = new GroupJudge([new FormatReward(new() { Pattern = "^a" })], [new FormatRewardAttribute()], s_options, TimeProvider.System);

        var judgement = await judge.JudgeAsync([Rollouts("ab", "ba")], maxFaultRate: 1, default);

        Assert.Equal([(1.0, true), (0.0, false)], judgement.Groups.Single().Select(rollout => (rollout.Reward, rollout.IsCorrect)));
    }

    [Fact]
    public async Task A_pattern_that_makes_other_engines_search_forever_takes_linear_time()
    {
        // A backtracking search would try 2^100,000 ways to divide up the a's.
        IRolloutReward reward = new FormatReward(new() { Pattern = "^(a+)+$" });

        Assert.Equal(Verdict.Of(false), await reward.JudgeAsync(s_problem, TestRollouts.Of(new string('a', 100_000) + "b"), default));
    }

    [Fact]
    public async Task A_reward_that_gives_no_verdict_at_all_is_at_fault()
    {
        var judgement = await JudgeAsync(new Reward(_ => null!));

        Assert.Equal(4, judgement.Faults);
        Assert.Contains("gave null", judgement.FirstTrouble);
    }

    [Fact]
    public async Task Where_nothing_could_be_scored_the_run_stops_and_says_why()
    {
        var judgement = await JudgeAsync(new Reward(_ => new Verdict.Unscorable("no reference answer")));

        Assert.Equal((4, null), (judgement.Unscorable, judgement.Accuracy));
        Assert.Equal(
            "stage LongCot: none of 4 responses could be scored (Reward on problem 1: no reference answer): check that the reward fits the problems",
            Assert.Throws<KimiException>(() => judgement.ThrowIfNothingIsScored("LongCot")).Message);
    }

    [Theory]
    [InlineData("^#[0-9]+$", true)]
    [InlineData("(", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData("(?=a)", false)]
    public void Only_patterns_of_linear_time_are_allowed(string pattern, bool isAllowed) =>
        Assert.Equal(isAllowed, new LinearPatternAttribute().IsValid(pattern));

    [Fact]
    public async Task Rewards_that_fail_too_often_are_not_asked_for_the_rest()
    {
        // One at a time, four of a hundred may fail: the fifth fault ends it.
        var asked = 0;
        var judge = new GroupJudge(
            [new Reward(_ => throw new InvalidOperationException($"down {asked++}"))],
            [new RewardAttribute<Reward>()],
            Options.Create(new KimiOptions { ConcurrentVerdicts = 1 }),
            TimeProvider.System);

        var judgement = await judge.JudgeAsync([Rollouts([.. Enumerable.Repeat("a", 100)])], maxFaultRate: 0.04, default);

        Assert.Equal((5, 5), (asked, judgement.Faults));
        var error = Assert.Throws<KimiException>(() => judgement.ThrowIfUntrustworthy(0.04, "LongCot"));
        Assert.Contains("5 of 100 responses (Reward on problem", error.Message);
        Assert.Contains("down 0", error.Message);
    }

    [Fact]
    public async Task A_reward_for_another_type_of_problem_cannot_score()
    {
        IRolloutReward reward = new ExactAnswerReward(new());

        var verdict = Assert.IsType<Verdict.Unscorable>(await reward.JudgeAsync(new OtherProblem { Id = "1", Prompt = "" }, TestRollouts.Of(""), default));

        Assert.Contains(nameof(OtherProblem), verdict.Why);
    }

    private static Task<Judgement> JudgeAsync(IReward reward) =>
        new GroupJudge([reward], [new RewardAttribute<Reward>()], s_options, TimeProvider.System).JudgeAsync(
            [Rollouts("a", "b"), Rollouts("c", "d")], maxFaultRate: 1, default);

    private static (Problem, IReadOnlyList<Rollout>) Rollouts(params string[] responses) =>
        (s_problem, [.. responses.Select(response => TestRollouts.Of(response))]);

    private sealed record OtherProblem : Problem;

    private sealed class Reward(Func<string, Verdict> judge) : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(judge(rollout.Text));
    }
}

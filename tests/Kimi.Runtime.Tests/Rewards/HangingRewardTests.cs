using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rewards;

public sealed class HangingRewardTests
{
    private static readonly MathProblem s_problem = new() { Id = "p7", Prompt = "1+1=", Answer = "2" };

    [Fact]
    public async Task Thousands_of_verdicts_that_never_come_cost_their_time_limit_by_the_batch()
    {
        var time = new HurriedTime();

        var judgement = await Judge(new Hanging(), time, concurrent: 64).JudgeAsync([Rollouts(2_000)], maxFaultRate: 1, default);

        // Up to 64 wait at a time, so it takes at most 32 batches of 30 s; one at a time it would be 2,000.
        Assert.Equal(2_000, judgement.TimedOut);
        Assert.Equal(2_000, time.Rung);
        Assert.InRange(time.MostAtOnce, 1, 64);
    }

    [Fact]
    public async Task Rewards_that_all_hang_end_the_run_with_a_line_that_names_reward_and_problem()
    {
        var time = new HurriedTime();

        var judgement = await Judge(new Hanging(), time, concurrent: 1).JudgeAsync([Rollouts(2_000)], maxFaultRate: 0.01, default);

        Assert.Equal(21, time.Rung);
        Assert.Contains(
            "the rewards failed on 21 of 2000 responses (Hanging on problem p7: no verdict within 30 s), above MaxFaultRate 0.01",
            Assert.Throws<KimiException>(() => judgement.ThrowIfUntrustworthy(0.01, "LongCot")).Message);
    }

    [Fact]
    public async Task A_reward_has_a_thread_of_its_own_so_that_one_that_blocks_takes_none_from_the_pool()
    {
        var judgement = await Judge(new OffThePool(), new StoppedTime(), concurrent: 4).JudgeAsync([Rollouts(8)], maxFaultRate: 1, default);

        Assert.Equal(1, judgement.Accuracy);
    }

    [Fact]
    public async Task At_its_time_limit_a_reward_is_reported_to_stop()
    {
        var hanging = new Hanging();

        await Judge(hanging, new HurriedTime(), concurrent: 1).JudgeAsync([Rollouts(1)], maxFaultRate: 1, default);

        Assert.True((await hanging.Token).IsCancellationRequested);
    }

    [Fact]
    public async Task A_run_stops_although_a_reward_ignores_it()
    {
        using var stop = new CancellationTokenSource();

        var judging = Judge(new Hanging(entered: stop.Cancel), new StoppedTime(), concurrent: 4).JudgeAsync([Rollouts(100)], maxFaultRate: 1, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
    }

    [Fact]
    public async Task A_time_out_inside_a_reward_is_its_fault_and_not_the_limit_s()
    {
        var judgement = await Judge(new Failing(new TimeoutException("the sandbox is busy")), new StoppedTime(), concurrent: 1)
            .JudgeAsync([Rollouts(1)], maxFaultRate: 1, default);

        Assert.Equal((1, 0), (judgement.Faults, judgement.TimedOut));
        Assert.Contains("the sandbox is busy", judgement.FirstTrouble);
    }

    private static GroupJudge Judge<TReward>(TReward reward, TimeProvider time, int concurrent)
        where TReward : class, IReward =>
        new([reward], [new RewardAttribute<TReward>()], Options.Create(new KimiOptions { ConcurrentVerdicts = concurrent }), time);

    private static (Problem, IReadOnlyList<Rollout>) Rollouts(int count) =>
        (s_problem, [.. Enumerable.Range(0, count).Select(_ => TestRollouts.Of("", s_problem.Id))]);

    private sealed class Hanging(Action? entered = null) : IReward<Problem>
    {
        private readonly TaskCompletionSource<CancellationToken> _token = new();

        public Task<CancellationToken> Token => _token.Task;

        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            _token.TrySetResult(cancellationToken);
            entered?.Invoke();
            return new(new TaskCompletionSource<Verdict>().Task);
        }
    }

    private sealed class OffThePool : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(!Thread.CurrentThread.IsThreadPoolThread));
    }

    private sealed class Failing(Exception exception) : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => throw exception;
    }

    /// <summary>A clock on which every timer is due at once, and that counts them.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private readonly Lock _lock = new();
        private int _waiting;

        public int Rung { get; private set; }

        public int MostAtOnce { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
                MostAtOnce = Math.Max(MostAtOnce, ++_waiting);
            return System.CreateTimer(Ring, null, TimeSpan.Zero, period);

            void Ring(object? ignored)
            {
                lock (_lock)
                    (_waiting, Rung) = (_waiting - 1, Rung + 1);
                callback(state);
            }
        }
    }
}

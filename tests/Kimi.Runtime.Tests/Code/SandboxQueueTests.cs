using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Tests.Rollouts;

namespace Kimi.Runtime.Tests.Code;

/// <summary>The queue before a sandbox: what waits in it takes none of its verdict's time.</summary>
public sealed class SandboxQueueTests
{
    [Fact]
    public async Task Waiting_for_the_sandbox_does_not_count_against_a_rewards_time_limit_and_running_does()
    {
        var (time, sandbox) = (new TimeByHand(), new OnePlace());
        var options = new TestCaseRewardAttribute();
        var reward = new TestCaseReward(options, Judging.Runs(sandbox));
        var calls = new RewardCalls(new(8), time);
        Task<IReadOnlyList<Verdict>> JudgeAsync() => calls.CallAsync(
            options, 1, async limit => [await reward.JudgeAsync(Judging.Sum(("", "1")), TestRollouts.Of("1"), limit)], default);

        var running = JudgeAsync();
        await sandbox.Entered.Task;
        var stands = time.NextReading();
        var waiting = JudgeAsync();
        await stands;
        time.Advance(TimeSpan.FromSeconds(10 * options.TimeLimitSeconds));

        // The first hangs until its time limit, and so the second gets its place.
        Assert.Equal([new Verdict.TimedOut(TimeSpan.FromSeconds(options.TimeLimitSeconds))], await running);
        Assert.Equal([new Verdict.Scored(1, "AC, Postfix 1")], await waiting);
    }

    [Fact]
    public async Task No_more_runs_go_on_than_the_sandbox_has_places_for()
    {
        var sandbox = new Counting(places: 3);
        var runs = Judging.Runs(sandbox);
        var problem = Judging.Sum([.. Enumerable.Range(0, 4).Select(test => ($"{test}", "1"))]);
        var reward = new TestCaseReward(new() { ParallelTests = 2 }, runs);

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => reward.JudgeAsync(problem, TestRollouts.Of("1"), default).AsTask()));

        Assert.All(verdicts, verdict => Assert.Equal(new Verdict.Scored(1, "AC, Postfix 1"), verdict));
        Assert.InRange(sandbox.Most, 1, 3);
    }

    private static SandboxCapabilities Capabilities(int places) =>
        new("counting", SandboxIsolation.Interpreter, MemoryBound.None, new Dictionary<ProgramLanguage, string> { [ProgramLanguage.Postfix] = "1" })
        {
            Places = places,
        };

    // Its first run hangs until it is cancelled.
    private sealed class OnePlace : ISandbox
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(Capabilities(places: 1));

        public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (Entered.TrySetResult())
                await Task.Delay(Timeout.Infinite, cancellationToken);
            yield return ScriptedSandbox.Printed("1");
        }
    }

    private sealed class Counting(int places) : ISandbox
    {
        private int _now;

        public int Most { get; private set; }

        public ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken) => new(Capabilities(places));

        public async IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var input in job.Inputs)
            {
                lock (this)
                    Most = Math.Max(Most, ++_now);
                await Task.Yield();
                lock (this)
                    _now--;
                yield return ScriptedSandbox.Printed("1");
            }
        }
    }

    /// <summary>A clock that goes when it is told to.</summary>
    private sealed class TimeByHand : TimeProvider
    {
        private readonly Lock _lock = new();
        private readonly List<Timer> _timers = [];
        private long _now;
        private TaskCompletionSource? _reading;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        /// <summary>Ends when the time is read next.</summary>
        public Task NextReading()
        {
            lock (_lock)
                return (_reading = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        public void Advance(TimeSpan span)
        {
            List<Timer> due;
            lock (_lock)
            {
                _now += span.Ticks;
                due = [.. _timers.Where(timer => timer.Due <= _now)];
                _timers.RemoveAll(due.Contains);
            }

            due.ForEach(timer => timer.Ring());
        }

        public override long GetTimestamp()
        {
            lock (_lock)
            {
                _reading?.TrySetResult();
                return _now;
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                var timer = new Timer(_now + dueTime.Ticks, () => callback(state));
                if (dueTime >= TimeSpan.Zero)
                    _timers.Add(timer);
                return timer;
            }
        }

        private sealed record Timer(long Due, Action Ring) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}

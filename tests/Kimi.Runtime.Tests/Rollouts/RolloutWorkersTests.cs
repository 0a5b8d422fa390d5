using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Kimi.Torch.Models;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutWorkersTests : IDisposable
{
    private readonly LoadedPolicy _policy = new(TinyModels.Create(TinyModels.Qwen), new CharacterTokenizer("abcdefghijklmnopq"));

    public void Dispose() => _policy.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Workers_give_what_one_engine_gives(int count, bool freeRunning)
    {
        var requests = Requests(prompts: 9);
        var sampling = new SamplingOptions { MaxResponseTokens = 30, Temperature = 1, TokenBudget = 12, PolicyVersion = 4 };
        var options = Options.Create(new KimiOptions { RolloutSlots = 8 });
        var alone = new RolloutEngine(options).Generate(_policy, requests, sampling, default);
        using var workers = Workers(new RolloutEngine(options), count, freeRunning);

        for (var again = 0; again < 2; again++)
            Assert.Equal(alone.Select(Describe), workers.Generate(_policy, requests, sampling, default).Select(Describe));
    }

    [Fact]
    public void Each_worker_gets_the_same_prompts_every_time_and_a_prompt_stays_whole()
    {
        var engine = new ScriptedEngine();
        using var workers = Workers(engine, 2, freeRunning: false);

        workers.Generate(_policy, Requests(prompts: 5), new() { MaxResponseTokens = 4, Temperature = 1 }, default);

        var parts = engine.Calls.Select(call => string.Join(' ', call.Select(request => request.Problem.Id))).Order();
        Assert.Equal(["0 0 0 2 2 2 4 4 4", "1 1 1 3 3 3"], parts);
    }

    [Fact]
    public void A_workers_exception_reaches_the_caller_and_the_workers_continue()
    {
        using var workers = Workers(new RolloutEngine(Options.Create(new KimiOptions())), 2, freeRunning: false);
        var sampling = new SamplingOptions { MaxResponseTokens = 4, Temperature = 1 };

        var error = Assert.Throws<KimiException>(() => workers.Generate(_policy, Requests(prompts: 4), sampling with { MaxResponseTokens = 500 }, default));

        Assert.Contains("exceeds the policy's context", error.Message);
        Assert.Equal(12, workers.Generate(_policy, Requests(prompts: 4), sampling, default).Count);
    }

    [Fact]
    public void Workers_that_hang_are_named()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new CountdownEvent(2);
        var time = new HurriedTime(() => entered.IsSet ? 3 : 0);
        using var workers = Workers(new HangingEngine(entered, release), 2, freeRunning: false, time);

        var error = Assert.Throws<KimiException>(
            () => workers.Generate(_policy, Requests(prompts: 2), new() { MaxResponseTokens = 4, Temperature = 1 }, default));

        release.Set();
        Assert.Contains("rollout worker 1 generates 3 responses, the first to problem 0", error.Message);
        Assert.Contains("rollout worker 2 generates 3 responses, the first to problem 1", error.Message);
        Assert.Contains("RolloutDeadlineSeconds", error.Message);
    }

    [Fact]
    public void A_worker_that_takes_long_but_gives_signs_of_life_is_waited_for()
    {
        // An hour passes whenever the caller starts to wait, provided there was a sign of life in the present one.
        var (hour, signed) = (0, -1);
        var time = new HurriedTime(() => Volatile.Read(ref hour), () =>
        {
            if (Volatile.Read(ref signed) == hour)
                Interlocked.Increment(ref hour);
        });
        var engine = new LongEngine(sign =>
        {
            var now = Volatile.Read(ref hour);
            sign();
            Volatile.Write(ref signed, now);
            return now < 20;
        });
        using var workers = Workers(engine, 1, freeRunning: false, time);

        Assert.Single(workers.Generate(_policy, [Requests(prompts: 1)[0]], new() { MaxResponseTokens = 4, Temperature = 1 }, default));
    }

    private static string Describe(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Finished { Rollout: var rollout } => $"{rollout.Problem.Id} {rollout.StopReason} {string.Join(' ', rollout.Tokens)}",
        RolloutOutcome.Unfinished { Request: var request } => $"{request.Problem.Id} cut {string.Join(' ', request.Segments[^1].Tokens)}",
        _ => throw new InvalidOperationException(),
    };

    private static IReadOnlyList<RolloutRequest> Requests(int prompts) =>
        RolloutRequest.For(
            [.. Enumerable.Range(0, prompts).Select(index => new MathProblem { Id = $"{index}", Prompt = "abcdefghi"[..(index % 9 + 1)], Answer = "" })],
            3, seed: 1);

    private static RolloutWorkers Workers(IRolloutEngine engine, int count, bool freeRunning, TimeProvider? time = null) => new(
        engine,
        Options.Create(new KimiOptions { RolloutWorkers = count, FreeRunning = freeRunning, RolloutSlots = 8, RolloutDeadlineSeconds = 7200 }),
        time ?? TimeProvider.System);

    private sealed class HangingEngine(CountdownEvent entered, ManualResetEventSlim release) : IRolloutEngine
    {
        public IReadOnlyList<RolloutOutcome> Generate(
            LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
        {
            entered.Signal();
            release.Wait(CancellationToken.None);
            return [];
        }
    }

    /// <summary>Takes steps until it is told to stop.</summary>
    private sealed class LongEngine(Func<Action, bool> step) : IRolloutEngine
    {
        public IReadOnlyList<RolloutOutcome> Generate(
            LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
        {
            while (step(sampling.StepTaken!))
            {
            }

            return new ScriptedEngine().Generate(policy, requests, sampling, cancellationToken);
        }
    }

    /// <summary>A clock of whole hours, on which every timer is due at once.</summary>
    private sealed class HurriedTime(Func<int> hours, Action? waiting = null) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => hours() * TimeSpan.TicksPerHour;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waiting?.Invoke();
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}

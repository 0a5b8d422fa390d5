using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class RolloutDispatcherTests : IDisposable
{
    private static readonly Tokenizer s_tokenizer = Tokenizer.OfCharacters("abcdefghijklmnopq");
    private static readonly SamplingOptions s_sampling = new() { MaxResponseTokens = 30, Temperature = 1 };

    private readonly PolicyHandle _policy = Dispatching.Policy(characters: 300);

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task One_part_is_what_the_engine_alone_gives()
    {
        var asked = Ask(prompts: 9);
        var alone = new RolloutEngine(Options.Create(new KimiOptions { RolloutSlots = 8 })).Generate(_policy.Weights, asked, s_sampling, version: 4);

        var answers = await Dispatching.Over(Dispatching.Local("1")).AnswersAsync(_policy, asked, s_sampling, parts: 1, version: 4);

        Assert.Equal(alone.Select(Newest), answers.Select(answer => answer.Segment));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_same_parts_give_the_same_bits_whatever_executes_them(int workers)
    {
        var asked = Ask(prompts: 9);
        var expected = await Dispatching.Over(Dispatching.Local("1")).AnswersAsync(_policy, asked, s_sampling, parts: 3);
        var dispatcher = Dispatching.Over([.. Enumerable.Range(1, workers).Select(number => Dispatching.Local($"{number}"))]);

        for (var again = 0; again < 3; again++)
            Assert.Equal(expected, await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Executors_that_fail_at_random_moments_change_nothing(int seed)
    {
        var asked = Ask(prompts: 9);
        var expected = await Dispatching.Over(new ScriptedExecutor()).AnswersAsync(_policy, asked, s_sampling, parts: 4);
        var dispatcher = Dispatching.Over(new Failing(seed, "1"), new Failing(seed + 100, "2"), new ScriptedExecutor("3"));

        for (var again = 0; again < 5; again++)
            Assert.Equal(expected, await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 4));
    }

    [Fact]
    public async Task The_engine_failing_at_random_moments_changes_nothing()
    {
        var asked = Ask(prompts: 9);
        var expected = await Dispatching.Over(Dispatching.Local("1")).AnswersAsync(_policy, asked, s_sampling, parts: 3);
        var dispatcher = Dispatching.Over(new Interrupted(Dispatching.Local("1"), seed: 1), new Interrupted(Dispatching.Local("2"), seed: 2));

        for (var again = 0; again < 5; again++)
            Assert.Equal(expected, await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 3));
    }

    [Fact]
    public async Task What_the_engine_answered_before_it_failed_is_not_generated_again()
    {
        using var policy = Dispatching.Policy(characters: 300, hiddenSize: 64);
        var asked = Ask(prompts: 9);
        var expected = await Dispatching.Over(Dispatching.Local("1")).AnswersAsync(policy, asked, s_sampling, parts: 3);
        var local = new Answering(Dispatching.Local("1"));
        var dispatcher = Dispatching.Over(new Interrupted(local, seed: 1));

        for (var again = 0; again < 5; again++)
        {
            Assert.Equal(expected, await dispatcher.AnswersAsync(policy, asked, s_sampling, parts: 3));
            Assert.Equal(asked.Requests.Select(request => request.Id).Order(), local.Taken().Order());
        }
    }

    [Fact]
    public async Task A_dead_executor_costs_one_failure_a_part_and_the_others_do_the_work()
    {
        var asked = Ask(prompts: 8);
        var dead = new Failing(seed: 0, "dead", failures: 1);

        var answers = await Dispatching.Over(dead, new ScriptedExecutor("alive")).AnswersAsync(_policy, asked, s_sampling, parts: 8);

        Assert.Equal(24, answers.Count);
        Assert.InRange(dead.Orders.Count, 1, 8);
    }

    [Fact]
    public async Task An_executor_that_never_succeeds_ends_the_run_with_a_line()
    {
        var error = await Assert.ThrowsAsync<KimiException>(
            () => Dispatching.Over(new Failing(seed: 0, "worker 7", failures: 1)).AnswersAsync(_policy, Ask(prompts: 2), s_sampling, parts: 1));

        Assert.Contains("part 1 of 1 of stage Test has failed 10 times on every executor, last on worker 7 (the line is cut)", error.Message);
    }

    [Fact]
    public async Task Answers_that_come_twice_count_once()
    {
        var asked = Ask(prompts: 5);
        var expected = await Dispatching.Over(new ScriptedExecutor()).AnswersAsync(_policy, asked, s_sampling, parts: 2);

        Assert.Equal(expected, await Dispatching.Over(new Twice(), new Twice()).AnswersAsync(_policy, asked, s_sampling, parts: 2));
    }

    [Fact]
    public async Task An_executor_that_says_it_repeats_and_does_not_is_told()
    {
        var error = await Assert.ThrowsAsync<KimiException>(
            () => Dispatching.Over(new Twice(differently: true)).AnswersAsync(_policy, Ask(prompts: 1), s_sampling, parts: 1));

        Assert.Contains("gave another answer to request test/0/0 of stage Test", error.Message);
    }

    [Fact]
    public async Task Where_executors_do_not_repeat_only_what_is_missing_is_issued_again_and_the_first_answer_counts()
    {
        var once = new ExecutorCapabilities { Repeats = false, Fingerprint = "free", SharesWeights = true, AppliesStopRules = true };
        var failing = new Failing(seed: 3, "failing", failures: 0.7) { Capabilities = once };
        var asked = Ask(prompts: 4);

        var answers = await Dispatching.Over(failing, new Twice(differently: true) { Capabilities = once }).AnswersAsync(_policy, asked, s_sampling, parts: 1);

        Assert.Equal(12, answers.Count);
        var again = failing.Orders.Skip(1).ToList();
        Assert.All(again, order => Assert.True(order.Requests.Count < 12));
    }

    [Fact]
    public async Task A_late_executor_s_part_is_given_to_another_and_its_own_answers_change_nothing()
    {
        var asked = Ask(prompts: 3);
        var expected = await Dispatching.Over(new ScriptedExecutor()).AnswersAsync(_policy, asked, s_sampling, parts: 1);
        var late = new Late();
        var dispatcher = Dispatching.Over(new HurriedTime(() => late.Orders.Count == 0 ? 0 : 3), late, new ScriptedExecutor("2"));

        var first = await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 1);
        late.Release();
        var second = await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 1);

        Assert.Equal(expected, first);
        Assert.Equal(expected, second);
    }

    [Fact]
    public async Task A_part_that_one_executor_failed_goes_back_to_it_when_the_other_falls_silent()
    {
        var once = new FailsOnce();
        var late = new Late();
        // Time passes only after the failure has been taken: else both would have been silent.
        var told = new Lines();
        var dispatcher = new RolloutDispatcher(
            [once, late], Dispatching.NoMappings, Options.Create(new KimiOptions { RolloutDeadlineSeconds = 7200 }),
            new HurriedTime(() => late.Orders.Count > 0 && told.Count > 0 ? 3 : 0), told);

        var answers = await dispatcher.AnswersAsync(_policy, Ask(prompts: 2), s_sampling, parts: 2);

        Assert.Equal(6, answers.Count);
        late.Release();
    }

    [Fact]
    public async Task An_executor_that_joins_within_an_order_takes_what_waits_and_one_that_leaves_gets_no_more()
    {
        var (late, comer) = (new Late(), new ScriptedExecutor("comer"));
        var joined = new Joining();
        var dispatcher = new RolloutDispatcher(
            [late], Dispatching.NoMappings, Options.Create(new KimiOptions()), TimeProvider.System, NullLogger<RolloutDispatcher>.Instance, joined);
        var expected = await Dispatching.Over(new ScriptedExecutor()).AnswersAsync(_policy, Ask(prompts: 6), s_sampling, parts: 3);

        var answers = dispatcher.AnswersAsync(_policy, Ask(prompts: 6), s_sampling, parts: 3);
        Assert.True(SpinWait.SpinUntil(() => late.Orders.Count == 1, TimeSpan.FromMinutes(1)));
        joined.Set(comer);
        Assert.True(SpinWait.SpinUntil(() => comer.Orders.Count == 2, TimeSpan.FromMinutes(1)));
        late.Release();
        Assert.Equal(expected, await answers);

        joined.Set();
        Assert.Equal(expected, await dispatcher.AnswersAsync(_policy, Ask(prompts: 6), s_sampling, parts: 3));
        Assert.Equal(2, comer.Orders.Count);
        Assert.True(joined.IsOpen);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("vocabulary")]
    [InlineData("logprobs")]
    [InlineData("cut")]
    [InlineData("no number")]
    [InlineData("above 0")]
    [InlineData("infinite")]
    [InlineData("too long")]
    [InlineData("no segment")]
    [InlineData("no request")]
    [InlineData("reason")]
    [InlineData("no reason")]
    public async Task An_answer_that_cannot_be_right_is_a_failure_of_the_executor(string flaw)
    {
        var flawed = new Flawed(flaw);
        var asked = Ask(prompts: 2);
        var expected = await Dispatching.Over(new ScriptedExecutor()).AnswersAsync(_policy, asked, s_sampling, parts: 1);

        Assert.Equal(expected, await Dispatching.Over(flawed, new ScriptedExecutor("2")).AnswersAsync(_policy, asked, s_sampling, parts: 1));
        Assert.Single(flawed.Orders);
    }

    [Fact]
    public void An_executor_that_does_not_say_what_it_can_do_is_named()
    {
        var error = Assert.Throws<KimiException>(() => Dispatching.Over(new ScriptedExecutor { Capabilities = null! }));

        Assert.Equal("the executor ScriptedExecutor does not say what it can do: give it Capabilities", error.Message);
    }

    [Fact]
    public async Task An_executor_has_one_order_at_a_time()
    {
        var single = new OneAtATime();
        var dispatcher = Dispatching.Over(single);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => dispatcher.AnswersAsync(_policy, Ask(prompts: 3), s_sampling, parts: 2)));

        Assert.Equal(1, single.MostAtOnce);
    }

    [Fact]
    public async Task A_stop_rule_that_throws_is_named_at_once()
    {
        var sampling = s_sampling with { StopRules = [new RolloutRuleAttribute<Broken>().ToReference()] };

        var error = await Assert.ThrowsAsync<KimiException>(
            () => Dispatching.Over(Dispatching.Local("1"), Dispatching.Local("2")).AnswersAsync(_policy, Ask(prompts: 2), sampling, parts: 1));

        Assert.Contains("the stop rule [Broken] failed on a response of 1 tokens (Attempted to divide by zero): correct it", error.Message);
    }

    [Fact]
    public async Task Answers_to_chunks_that_come_twice_count_once()
    {
        var sampling = new SamplingOptions { MaxResponseTokens = 200, Temperature = 1, StopRules = [new RolloutRuleAttribute<EveryHundredth>().ToReference()] };
        var simple = new ExecutorCapabilities { Repeats = true, Fingerprint = "simple", SharesWeights = true };
        var asked = Asked.Of(s_tokenizer, 3, [.. Enumerable.Repeat("ab", 60)]);
        var expected = await Dispatching.Over(new ScriptedExecutor { Capabilities = simple }).AnswersAsync(_policy, asked, sampling, parts: 2);

        Assert.Equal(expected, await Dispatching.Over(new Twice { Capabilities = simple }).AnswersAsync(_policy, asked, sampling, parts: 2));
    }

    [Fact]
    public void Weights_are_freed_only_when_the_last_order_gives_them_back()
    {
        var policy = Dispatching.Policy();
        var lease = Dispatching.Handles.Resolve(policy.Publish(1));
        var weights = policy.Weights.Model.Parameters.Weights;

        policy.Dispose();

        Assert.False(weights.IsInvalid);
        lease.Dispose();
        Assert.True(weights.IsInvalid);
    }

    [Fact]
    public async Task An_answer_to_what_was_not_asked_is_a_failure_of_the_executor()
    {
        var stranger = new Stranger();

        var answers = await Dispatching.Over(stranger, new ScriptedExecutor("2")).AnswersAsync(_policy, Ask(prompts: 2), s_sampling, parts: 1);

        Assert.Equal(6, answers.Count);
        Assert.Single(stranger.Orders);
    }

    [Fact]
    public void A_checkpoint_that_goes_on_over_other_executors_is_told()
    {
        using var folder = new TemporaryFolder();
        var (before, told) = (Phase(new ScriptedExecutor(), NullLogger<RolloutDispatcher>.Instance), new Lines());
        before.Save(folder.Path);
        var capabilities = new ExecutorCapabilities { Repeats = true, Fingerprint = "another engine", SharesWeights = true, AppliesStopRules = true };

        Phase(new ScriptedExecutor(), told).Load(folder.Path);
        Assert.Empty(told);
        Phase(new ScriptedExecutor { Capabilities = capabilities }, told).Load(folder.Path);

        Assert.Contains("stage Test go on over executors that compute as 'another engine', after a checkpoint over 'scripted'", Assert.Single(told));

        RolloutPhase Phase(ScriptedExecutor executor, ILogger<RolloutDispatcher> logger)
        {
            var dispatcher = new RolloutDispatcher([executor], Dispatching.NoMappings, Options.Create(new KimiOptions()), TimeProvider.System, logger);
            return new(new(dispatcher, episodes: null), new([]), _policy, new([]), new(), "Test", "");
        }
    }

    [Fact]
    public async Task An_executor_that_computes_differently_gets_no_work()
    {
        var other = new ScriptedExecutor("other")
        {
            Capabilities = new() { Repeats = true, Fingerprint = "avx2", SharesWeights = true, AppliesStopRules = true },
        };

        await Dispatching.Over(new ScriptedExecutor(), other).AnswersAsync(_policy, Ask(prompts: 6), s_sampling, parts: 6);

        Assert.Empty(other.Orders);
    }

    [Fact]
    public async Task An_executor_elsewhere_reads_the_policy_from_its_folder_once_a_version()
    {
        var remote = new Remote();
        var dispatcher = Dispatching.Over(remote);
        var asked = Ask(prompts: 4);
        var here = await Dispatching.Over(Dispatching.Local("1")).AnswersAsync(_policy, asked, s_sampling, parts: 2, version: 1);

        var there = await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 2, version: 1);
        await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 2, version: 1);
        await dispatcher.WithdrawAsync(_policy);
        _policy.Weights.Model.Parameters.Weights.mul_(0.5f);
        var trained = await dispatcher.AnswersAsync(_policy, asked, s_sampling, parts: 2, version: 2);

        Assert.Equal(here, there);
        Assert.NotEqual(here.Select(answer => answer.Segment.Logprobs), trained.Select(answer => answer.Segment.Logprobs));
        Assert.Equal(2, remote.Folders.Distinct().Count());
        Assert.Equal(2, remote.Hashes.Distinct().Count());
        Assert.DoesNotContain(remote.Folders.Take(1), Directory.Exists);
    }

    [Fact]
    public async Task Stop_rules_that_an_executor_cannot_apply_are_applied_between_its_chunks()
    {
        var asked = Asked.Of(s_tokenizer, 3, [.. Enumerable.Repeat("ab", 60)]);
        var sampling = new SamplingOptions
        {
            MaxResponseTokens = 200,
            Temperature = 1,
            StopRules = [new RolloutRuleAttribute<EveryHundredth>().ToReference()],
        };
        var simple = new ScriptedExecutor { Capabilities = new() { Repeats = true, Fingerprint = "simple", SharesWeights = true } };

        var answers = await Dispatching.Over(simple).AnswersAsync(_policy, asked, sampling, parts: 2);

        foreach (var (request, answer) in asked.Requests.Zip(answers))
        {
            var length = ScriptedExecutor.LengthOf(request.Seed, 200);
            var finished = Assert.IsType<RolloutEvent.Finished>(answer);
            Assert.Equal(Enumerable.Range(0, Math.Min(length, 100)), finished.Segment.Tokens);
            Assert.Equal(length >= 100 ? StopReason.Repetition : StopReason.EndOfText, finished.Reason);
        }

        Assert.Contains(answers, answer => answer.Segment.Tokens.Count == 100);
        Assert.All(simple.Orders, order => Assert.True(order.Sampling.StopRules.Count == 0 && order.Requests.All(request => request.TokenBudget <= 64)));
    }

    [Fact]
    public async Task A_prompt_stays_whole_and_prompts_are_dealt_out_in_turn()
    {
        var executor = new ScriptedExecutor();

        await Dispatching.Over(executor).AnswersAsync(_policy, Ask(prompts: 5), s_sampling, parts: 2);

        Assert.Equal(
            ["0 0 0 2 2 2 4 4 4", "1 1 1 3 3 3"], executor.Orders.Select(order => string.Join(' ', order.Requests.Select(request => request.Prompt))));
        Assert.Equal(["0 2 4", "1 3"], executor.Orders.Select(order => string.Join(' ', order.Prompts.Select(prompt => prompt.Id))));
        Assert.Equal([(0, 2), (1, 2)], executor.Orders.Select(order => (order.Part, order.Parts)));
    }

    [Fact]
    public async Task An_order_that_nobody_can_execute_ends_the_run_at_once_and_the_workers_continue()
    {
        var dispatcher = Dispatching.Over(Dispatching.Local("1"), Dispatching.Local("2"));

        var error = await Assert.ThrowsAsync<KimiException>(
            () => dispatcher.AnswersAsync(_policy, Ask(prompts: 4), s_sampling with { MaxResponseTokens = 500 }, parts: 2));

        Assert.Contains("the policy's context has room for 1 to 64", error.Message);
        Assert.Equal(12, (await dispatcher.AnswersAsync(_policy, Ask(prompts: 4), s_sampling, parts: 2)).Count);
    }

    [Fact]
    public async Task Executors_that_hang_are_named()
    {
        using var entered = new CountdownEvent(2);
        var time = new HurriedTime(() => entered.IsSet ? 3 : 0);
        var dispatcher = Dispatching.Over(time, new Hanging("rollout worker 1", entered), new Hanging("rollout worker 2", entered));

        var error = await Assert.ThrowsAsync<KimiException>(() => dispatcher.AnswersAsync(_policy, Ask(prompts: 2), s_sampling, parts: 2));

        Assert.Contains("rollout worker 1 generates 3 responses, the first to problem 0", error.Message);
        Assert.Contains("rollout worker 2 generates 3 responses, the first to problem 1", error.Message);
        Assert.Contains("RolloutDeadlineSeconds", error.Message);
    }

    [Fact]
    public async Task An_executor_that_takes_long_but_gives_signs_of_life_is_waited_for()
    {
        // An hour passes with every sign of life, and whenever the dispatcher starts to wait.
        var hour = 0;
        var slow = new Slow(signs: 20, () => Interlocked.Increment(ref hour));

        var answers = await Dispatching.Over(new HurriedTime(() => Volatile.Read(ref hour)), slow).AnswersAsync(_policy, Ask(prompts: 1), s_sampling, parts: 1);

        Assert.Equal(3, answers.Count);
    }

    [Fact]
    public async Task Weights_are_not_trained_while_an_order_uses_them()
    {
        var published = _policy.Publish(5);
        var lease = Dispatching.Handles.Resolve(published);

        var withdrawing = _policy.WithdrawAsync(TimeSpan.FromHours(1), TimeProvider.System);

        Assert.False(withdrawing.IsCompleted);
        Assert.Contains("version 5", Assert.Throws<KimiException>(() => Dispatching.Handles.Resolve(published)).Message);
        lease.Dispose();
        await withdrawing;
    }

    private static RolloutSegment Newest(PendingResponse response) =>
        response.Rollout?.Segments.Last() ?? response.Request.Turns.OfType<PolicyTurn>().Last().Segments[^1];

    private static Asked Ask(int prompts)
    {
        var asked = Asked.Of(s_tokenizer, 3, [.. Enumerable.Range(0, prompts).Select(index => "abcdefghi"[..(index % 9 + 1)])]);
        return asked with { Requests = [.. asked.Requests.Select(request => request with { TokenBudget = 12 })] };
    }

    private sealed class Lines : List<string>, ILogger<RolloutDispatcher>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }

    /// <summary>Fails before a random answer.</summary>
    private sealed class Failing(int seed, string name, double failures = 0.1) : ScriptedExecutor(name)
    {
        private readonly SeededRandom _random = new((ulong)seed);

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var answer in base.ExecuteAsync(order, cancellationToken))
            {
                if (_random.NextDouble() < failures)
                    throw new IOException("the line is cut");
                yield return answer;
            }
        }
    }

    /// <summary>Cuts the events of an executor off at a random place.</summary>
    private sealed class Interrupted(IRolloutExecutor executor, int seed) : IRolloutExecutor
    {
        private readonly SeededRandom _random = new((ulong)seed);

        public string Name => executor.Name;

        public ExecutorCapabilities Capabilities => executor.Capabilities;

        public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var told in executor.ExecuteAsync(order, cancellationToken))
            {
                if (_random.Next(40) == 0)
                {
                    yield return new RolloutEvent.Failed("interrupted");
                    yield break;
                }

                yield return told;
            }
        }
    }

    /// <summary>Notes which of an executor's answers were taken.</summary>
    private sealed class Answering(IRolloutExecutor executor) : IRolloutExecutor
    {
        private readonly List<string> _taken = [];

        public string Name => executor.Name;

        public ExecutorCapabilities Capabilities => executor.Capabilities;

        public IReadOnlyList<string> Taken()
        {
            var taken = _taken.ToList();
            _taken.Clear();
            return taken;
        }

        public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var told in executor.ExecuteAsync(order, cancellationToken))
            {
                yield return told;

                // Whoever asks for the next event has handed on this one.
                if (told is RolloutEvent.Answer answer)
                    _taken.Add(answer.Request);
            }
        }
    }

    private sealed class FailsOnce() : ScriptedExecutor("fails once")
    {
        public override IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, CancellationToken cancellationToken) =>
            Orders.Count == 0 ? Fail(order) : base.ExecuteAsync(order, cancellationToken);

        private async IAsyncEnumerable<RolloutEvent> Fail(RolloutOrder order)
        {
            Orders.Add(order);
            await Task.Yield();
            if (Orders.Count > 0)
                throw new IOException("the line is cut");
            yield break;
        }
    }

    private sealed class Flawed(string flaw) : ScriptedExecutor("flawed")
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var answer in base.ExecuteAsync(order, cancellationToken).OfType<RolloutEvent.Answer>())
            {
                var segment = answer.Segment;
                yield return flaw switch
                {
                    "version" => answer with { Segment = segment with { PolicyVersion = 7 } },
                    "vocabulary" => answer with { Segment = segment with { Tokens = [302, .. segment.Tokens[1..]] } },
                    "no number" => answer with { Segment = segment with { Logprobs = [float.NaN, .. segment.Logprobs[1..]] } },
                    "above 0" => answer with { Segment = segment with { Logprobs = [0.5f, .. segment.Logprobs[1..]] } },
                    "infinite" => answer with { Segment = segment with { Logprobs = [float.NegativeInfinity, .. segment.Logprobs[1..]] } },
                    "too long" => answer with
                    {
                        Segment = segment with { Tokens = [.. Enumerable.Repeat(1, 5_000)], Logprobs = [.. Enumerable.Repeat(-1f, 5_000)] },
                    },
                    "no segment" => answer with { Segment = null! },
                    "no request" => answer with { Request = null! },
                    "reason" => new RolloutEvent.Finished(answer.Request, segment, StopReason.TurnLimit),
                    "no reason" => new RolloutEvent.Finished(answer.Request, segment, (StopReason)77),
                    "logprobs" => answer with { Segment = segment with { Logprobs = [] } },
                    _ => new RolloutEvent.Cut(answer.Request, segment with { Tokens = segment.Tokens[..1], Logprobs = segment.Logprobs[..1] }),
                };
            }
        }
    }

    private sealed class OneAtATime() : ScriptedExecutor("one")
    {
        private int _now;

        public int MostAtOnce { get; private set; }

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            await foreach (var answer in base.ExecuteAsync(order, cancellationToken))
                yield return answer;
            await Task.Delay(1, CancellationToken.None);
            Interlocked.Decrement(ref _now);
        }
    }

    private sealed class Broken : IStopRule
    {
        public StopReason? Check(ReadOnlySpan<int> tokens) => throw new DivideByZeroException();
    }

    /// <summary>Answers every request twice.</summary>
    private sealed class Twice(bool differently = false) : ScriptedExecutor("twice")
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var answer in base.ExecuteAsync(order, cancellationToken).OfType<RolloutEvent.Answer>())
            {
                yield return answer;
                yield return differently ? new RolloutEvent.Finished(answer.Request, new(0, [9], [-9]), StopReason.EndOfText) : answer;
            }
        }
    }

    private sealed class Joining : IJoinedExecutors
    {
        public event Action? Joined;

        public IReadOnlyList<IRolloutExecutor> Present { get; private set; } = [];

        public bool IsOpen { get; private set; }

        public void Set(params IReadOnlyList<IRolloutExecutor> present)
        {
            Present = present;
            Joined?.Invoke();
        }

        public Task OpenAsync()
        {
            IsOpen = true;
            return Task.CompletedTask;
        }
    }

    private sealed class Late() : ScriptedExecutor("late")
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.TrySetResult();

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            lock (Orders)
                Orders.Add(order);
            await _released.Task;
            foreach (var request in order.Requests)
                yield return Answer(request, order);
        }
    }

    private sealed class Stranger() : ScriptedExecutor("stranger")
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new RolloutEvent.Finished("somebody's", new(0, [1], [0]), StopReason.EndOfText);
            await foreach (var answer in base.ExecuteAsync(order, cancellationToken))
                yield return answer;
        }
    }

    private sealed class Hanging(string name, CountdownEvent entered) : ScriptedExecutor(name)
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            entered.Signal();
            await new TaskCompletionSource().Task;
            yield break;
        }
    }

    private sealed class Slow(int signs, Action sign) : ScriptedExecutor("slow")
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < signs; i++)
            {
                sign();
                await Task.Yield();
                yield return new RolloutEvent.Progress();
            }

            await foreach (var answer in base.ExecuteAsync(order, cancellationToken))
                yield return answer;
        }
    }

    /// <summary>Knows a policy only by its folder, as another process would.</summary>
    private sealed class Remote : IRolloutExecutor
    {
        private readonly RolloutEngine _engine = new(Options.Create(new KimiOptions { RolloutSlots = 8 }));

        public string Name => "remote";

        public ExecutorCapabilities Capabilities => Dispatching.Local("").Capabilities with { SharesWeights = false };

        internal List<string> Folders { get; } = [];

        internal List<string> Hashes { get; } = [];

        public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            Folders.Add(order.Policy.Folder);
            Hashes.Add(order.Policy.Hash);
            LibTorch.SetThreads(1);
            using var policy = new PolicyLoader("cpu", Precision.Fp32).Load(new(order.Policy.Folder));
            var events = new List<RolloutEvent>();
            _engine.Run(policy, order, [], events.Add, cancellationToken);
            foreach (var told in events)
                yield return told;
        }
    }

    private sealed class EveryHundredth : IStopRule
    {
        public StopReason? Check(ReadOnlySpan<int> tokens) => tokens.Length % 100 == 0 ? StopReason.Repetition : null;
    }

    /// <summary>A clock of whole hours, on which every timer is due at once.</summary>
    private sealed class HurriedTime(Func<int> hours) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => hours() * TimeSpan.TicksPerHour;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }
}

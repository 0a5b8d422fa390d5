using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class EpisodeTests : IDisposable
{
    private static readonly SamplingOptions s_sampling = new() { MaxResponseTokens = 60, Temperature = 1 };

    private readonly PolicyHandle _policy = Dispatching.Policy(contextLength: 4000, characters: 300);

    private readonly Warnings _warnings = new();

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task The_environment_replies_to_each_turn_until_it_ends_the_episode()
    {
        var executor = new Turns(tokens: 3);

        var rollouts = await SampleAsync(executor, new Script("ab", "cde", null));

        Assert.All(rollouts, rollout => Assert.Equal(
            ["policy abc", "reply ab", "policy abc", "reply cde", "policy abc"], rollout.Turns.Select(Describe)));
        Assert.All(rollouts, rollout => Assert.Equal((12, "abc", StopReason.EndOfText), (rollout.Length, rollout.Text, rollout.StopReason)));
        Assert.Equal([3, 3, 3, 3, 3, 3], executor.Orders.Select(order => order.Requests.Count));
    }

    [Fact]
    public async Task An_opening_stands_between_the_prompt_and_the_first_turn()
    {
        var rollouts = await SampleAsync(new Turns(tokens: 2), new Script("q", null) { Opening = "tools" });

        Assert.All(rollouts, rollout => Assert.Equal(["reply tools", "policy ab", "reply q", "policy ab"], rollout.Turns.Select(Describe)));
    }

    [Fact]
    public async Task How_long_replies_take_changes_nothing()
    {
        var quick = await SampleAsync(new Turns(tokens: 3), new Script("ab", "c", "de", null));
        var slow = new Turns(tokens: 3);

        var rollouts = await SampleAsync(slow, new Script("ab", "c", "de", null) { Delays = true });

        Assert.Equal(quick, rollouts);
        Assert.All(slow.Orders, order => Assert.Equal(order.Requests.Select(request => request.Id).Order(), order.Requests.Select(request => request.Id)));
    }

    [Fact]
    public async Task An_episode_that_never_ends_is_bounded_by_its_turns()
    {
        var rollouts = await SampleAsync(new Turns(tokens: 3), new Script("a", "a", "a", "a", "a", "a", "a", "a", "a"), maxTurns: 4);

        Assert.All(rollouts, rollout => Assert.Equal((4, StopReason.TurnLimit), (rollout.Turns.OfType<PolicyTurn>().Count(), rollout.StopReason)));
    }

    [Fact]
    public async Task The_length_limit_counts_what_the_policy_wrote_in_all_turns()
    {
        var rollouts = await SampleAsync(new Turns(tokens: 29), new Script([.. Enumerable.Repeat("reply", 20)]), maxTurns: 20);

        Assert.All(rollouts, rollout => Assert.Equal((60, StopReason.LengthLimit), (rollout.Length, rollout.StopReason)));
        Assert.All(rollouts, rollout => Assert.Equal(2, rollout.Turns.OfType<PolicyTurn>().Count()));
    }

    [Fact]
    public async Task A_reply_of_megabytes_is_cut()
    {
        var rollouts = await SampleAsync(new Turns(tokens: 3), new Script(new string('z', 3_000_000), null));

        Assert.All(rollouts, rollout => Assert.Equal(64, rollout.Turns.OfType<EnvironmentTurn>().Single().Tokens.Count));
        Assert.All(rollouts, rollout => Assert.True(rollout.Turns.OfType<EnvironmentTurn>().Single().IsCut));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(3_000_000)]
    public async Task An_opening_that_is_too_long_is_told_and_not_cut(int length)
    {
        var rollouts = await SampleAsync(new Turns(tokens: 3), new Script("ab", null) { Opening = new string('z', length) });

        Assert.All(rollouts, rollout => Assert.StartsWith(
            "what it says before the first turn is longer than MaxReplyTokens, 64", Assert.IsType<Verdict.Fault>(rollout.Trouble).Message,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_environment_that_ends_at_once_leaves_one_turn()
    {
        var rollouts = await SampleAsync(new Turns(tokens: 3), new Script([null]));

        Assert.All(rollouts, rollout => Assert.Equal(["policy abc"], rollout.Turns.Select(Describe)));
    }

    [Theory]
    [InlineData("throws", "InvalidOperationException: the shop burns")]
    [InlineData("fails", "Script: out of stock")]
    [InlineData("null", "Script: its reply is null")]
    [InlineData("image", "Script: a message has a part of type Image")]
    [InlineData("fails without a reason", "Script: it replied that it cannot go on, without a reason")]
    [InlineData("no text", "Script: a part of a message is null")]
    [InlineData("no part", "Script: a part of a message is null")]
    [InlineData("no parts", "Script: a message is null, or its parts are")]
    [InlineData("no episode", "Script: StartAsync returned no episode")]
    [InlineData("no opening", "Script: what it says before the first turn is null")]
    [InlineData("unwritable", "KimiException")]
    [InlineData("throws at start", "InvalidOperationException: closed today")]
    public async Task Faults_of_the_environment_are_told_and_cost_only_their_own_response(string how, string says)
    {
        var rollouts = await SampleAsync(new Turns(tokens: 3), new Script("ab", null) { Trouble = how, Troubled = "responses/1/1" });

        var broken = Assert.Single(rollouts, rollout => rollout.Trouble is not null);
        var fault = Assert.IsType<Verdict.Fault>(broken.Trouble);
        Assert.StartsWith(says, $"{fault.Type}: {fault.Message}", StringComparison.Ordinal);
        Assert.All(rollouts.Where(rollout => rollout != broken), rollout => Assert.Equal(3, rollout.Turns.Count));
        Assert.Equal("1", broken.ProblemId);
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("blocks")]
    [InlineData("hangs at start")]
    public async Task An_environment_that_hangs_is_out_of_time(string how)
    {
        using var script = new Script("ab", null) { Trouble = how, Troubled = "responses/0/2" };

        var rollouts = await SampleAsync(new Turns(tokens: 3), script, seconds: 0.05);

        Assert.IsType<Verdict.TimedOut>(rollouts[2].Trouble);
    }

    [Theory]
    [InlineData("null", "Script has a text that ends a turn which is null or empty: give TurnEnds of the environment texts, or none")]
    [InlineData("empty", "Script has a text that ends a turn which is null or empty: give TurnEnds of the environment texts, or none")]
    [InlineData("throws", "Script cannot say what ends a turn (no ends): repair TurnEnds of the environment")]
    [InlineData("hangs", "Script does not say within 0.05 s what ends a turn: repair TurnEnds of the environment")]
    public async Task An_environment_that_cannot_say_what_ends_a_turn_is_told(string how, string says)
    {
        using var script = new Script("ab", null) { Ends = how };

        var error = await Assert.ThrowsAsync<KimiException>(() => SampleAsync(new Turns(tokens: 3), script, seconds: how == "hangs" ? 0.05 : 30));

        Assert.Equal(says, error.Message);
    }

    [Theory]
    [InlineData("throws", "Script: the episode of * failed to end (the door is stuck), so what it holds is not freed: repair DisposeAsync of its episodes")]
    [InlineData("hangs", "Script: the episode of * did not end within 0.05 s, so what it holds is not freed: repair DisposeAsync of its episodes")]
    public async Task Episodes_that_cannot_be_disposed_of_are_told_once(string how, string says)
    {
        using var script = new Script("ab", null) { Disposal = how };

        await SampleAsync(new Turns(tokens: 3), script, seconds: how == "hangs" ? 0.05 : 30);

        await script.AllDisposed(6);
        for (var wait = 0; _warnings.Messages.Count == 0 && wait < 1000; wait++)
            await Task.Delay(10);
        var parts = says.Split('*');
        var told = Assert.Single(_warnings.Messages);
        Assert.StartsWith(parts[0], told, StringComparison.Ordinal);
        Assert.EndsWith(parts[1], told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Episodes_that_hang_when_they_are_disposed_of_are_not_begun_without_end()
    {
        using var script = new Script("ab", null) { Disposal = "hangs" };
        var episodes = Episodes(script, maxTurns: 8, seconds: 0.05);
        var request = new RolloutRequest("", "0", Seed: 1);

        var error = await Assert.ThrowsAsync<KimiException>(async () =>
        {
            for (var begun = 0; begun < 100_000; begun++)
            {
                await episodes.OpenAsync(request with { Id = $"{begun}" }, Problem("0"), _policy.Tokenizer, default);
                episodes.End($"{begun}");
                await Task.Delay(1);
            }
        });

        Assert.Equal("64 episodes of Script did not end within 0.05 s each: repair DisposeAsync of its episodes", error.Message);
    }

    [Fact]
    public async Task Episodes_are_disposed_of_when_they_end()
    {
        var script = new Script("ab", null);

        await SampleAsync(new Turns(tokens: 3), script);

        await script.AllDisposed(6);
    }

    [Fact]
    public async Task The_episode_of_a_response_that_is_dropped_ends_too()
    {
        var script = new Script([.. Enumerable.Repeat("ab", 8)]);
        var rule = new PartialRolloutsAttribute { TokenBudget = 1, MaxAge = 1 };
        var prompts = new PromptSet([Problem("0")]);
        var phase = new RolloutPhase(
            new(Dispatching.Over(new Turns(tokens: 3)), Episodes(script, maxTurns: 8, seconds: 30)), new([(new PartialRollouts(rule), rule)]), _policy,
            prompts, new() { SamplesPerPrompt = 2, MaxResponseTokens = 60 }, "Test", "");
        await phase.GenerateAsync([prompts[0]], 0, seed: 0, new Dispatching.Nobody());

        await phase.GenerateAsync([], 5, seed: 5, new Dispatching.Nobody());

        await script.AllDisposed(2);
        Assert.Equal(0, phase.Waiting);
    }

    [Fact]
    public async Task Turns_that_a_budget_cuts_go_on_and_the_whole_is_the_same()
    {
        var whole = await PhaseAsync(budget: int.MaxValue, reload: false, new Script("ab", "c", "de", null));

        Assert.Equal(whole, await PhaseAsync(budget: 5, reload: false, new Script("ab", "c", "de", null)));
        Assert.Equal(whole, await PhaseAsync(budget: 4, reload: false, new Script("ab", "c", "de", null)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(1)]
    public async Task After_an_interruption_the_recorded_turns_are_played_to_a_new_episode(int budget)
    {
        var script = new Script("ab", "c", "de", null) { Opening = "o" };
        var whole = await PhaseAsync(int.MaxValue, reload: false, new Script("ab", "c", "de", null) { Opening = "o" });

        Assert.Equal(whole, await PhaseAsync(budget, reload: true, script));
        Assert.True(script.Started > 4);
    }

    [Fact]
    public async Task A_reply_that_differs_on_replay_is_a_fault_that_says_so()
    {
        var seen = await PhaseAsync(budget: 5, reload: true, new Script("ab", "c", "de", null) { Forgets = true });

        Assert.Contains("after an interruption the environment says something else in turn 2 of 0/0/0 than before", seen);
    }

    [Fact]
    public async Task An_opening_that_differs_on_replay_is_a_fault_that_says_so()
    {
        var seen = await PhaseAsync(budget: 5, reload: true, new Script("ab", "c", null) { Opening = "o", Forgets = true });

        Assert.Contains("after an interruption the environment says something else in turn 1 of 0/0/0 than before", seen);
    }

    [Fact]
    public async Task A_replay_ends_at_the_first_reply_that_differs()
    {
        // Played more turns than it has replies, it would throw.
        var script = new Script("ab", "c", "de", null) { EndsOnReplay = true };

        var seen = await PhaseAsync(budget: 13, reload: true, script);

        Assert.Contains("after an interruption the environment says something else in turn 2 of 0/0/0 than before", seen);
    }

    [Fact]
    public async Task A_fault_whose_group_waits_for_other_responses_survives_an_interruption()
    {
        var seen = await PhaseAsync(budget: 5, reload: true, new Script("ab", "c", null) { Trouble = "throws", Troubled = "0/0/0" });

        Assert.Contains("0: policy abc Fault { Type = InvalidOperationException, Message = the shop burns }", seen);
        Assert.Contains("0: policy abc, reply ab, policy abc, reply c, policy abc \n", seen);
    }

    private static string Describe(Turn turn) => turn switch
    {
        PolicyTurn policy => $"policy {policy.Text}",
        EnvironmentTurn reply => $"reply {reply.Text}",
        _ => "?",
    };

    private Episodes Episodes(Script script, int maxTurns, double seconds)
    {
        var options = new EnvironmentAttribute<Script> { MaxTurns = maxTurns, TimeLimitSeconds = seconds };
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(_warnings));
        var environment = new TimedEnvironment(script, options, TimeProvider.System, loggers.CreateLogger<TimedEnvironment>());
        return new(environment, options, new SemaphoreSlim(8), TimeProvider.System, loggers.CreateLogger<Episodes>());
    }

    private Task<IReadOnlyList<Rollout>> SampleAsync(IRolloutExecutor executor, Script script, int maxTurns = 8, double seconds = 30)
    {
        var batch = new SamplingBatch { Stage = "Test", Prompts = [new("0", [1]), new("1", [2])], SamplesPerPrompt = 3, Sampling = s_sampling, Parts = 2 };
        Problem[] problems = [Problem("0"), Problem("1")];
        var dispatcher = Dispatching.Over(executor);
        return new RolloutSampler(dispatcher).SampleAsync(
            new(dispatcher, Episodes(script, maxTurns, seconds)), _policy, problems, batch, finished: null, default);
    }

    // The responses that finish within some iterations of one problem each, in words.
    private async Task<string> PhaseAsync(int budget, bool reload, Script script)
    {
        using var folder = new TemporaryFolder();
        var prompts = new PromptSet([Problem("0"), Problem("1")]);
        var rule = new PartialRolloutsAttribute { TokenBudget = budget, MaxAge = 100 };
        var phase = Phase();
        var finished = new List<Rollout>();
        for (var iteration = 0; iteration < 24; iteration++)
        {
            var drawn = iteration < 2 ? new[] { prompts[iteration] } : [];
            var generated = await phase.GenerateAsync(drawn, iteration, seed: (ulong)iteration, new Dispatching.Nobody());
            finished.AddRange(generated.Finished.SelectMany(group => group.Rollouts));
            if (!reload)
                continue;
            phase.Save(folder.Path);
            phase = Phase();
            phase.Load(folder.Path);
        }

        Assert.Equal(0, phase.Waiting);
        Assert.Equal(4, finished.Count);
        return string.Join('\n', finished.OrderBy(rollout => rollout.ProblemId).Select(rollout =>
            $"{rollout.ProblemId}: {string.Join(", ", rollout.Turns.Select(Describe))} {rollout.Trouble}"));

        RolloutPhase Phase() => new(
            new(Dispatching.Over(new Turns(tokens: 3)), Episodes(script, maxTurns: 8, seconds: 30)), new([(new PartialRollouts(rule), rule)]), _policy, prompts,
            new() { SamplesPerPrompt = 2, MaxResponseTokens = 60 }, "Test", "");
    }

    private static MathProblem Problem(string id) => new() { Id = id, Prompt = "a", Answer = "" };

    /// <summary>Writes turns of so many tokens, 0, 1, 2 …, and an end of text.</summary>
    private sealed class Turns(int tokens) : ScriptedExecutor
    {
        private const int EndOfText = 300;

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            lock (Orders)
                Orders.Add(order);
            await Task.Yield();
            foreach (var request in order.Requests)
            {
                var begun = request.Turns is [.., PolicyTurn unfinished] ? unfinished.AllTokens.Count() : 0;
                var written = request.Turns.OfType<PolicyTurn>().Sum(turn => turn.AllTokens.Count());
                var grown = Math.Min(Math.Min(tokens + 1 - begun, request.TokenBudget), order.Sampling.MaxResponseTokens - written);
                int[] turn = [.. Enumerable.Range(0, tokens), EndOfText];
                var segment = new RolloutSegment(order.Policy.Version, [.. turn.Skip(begun).Take(grown)], [.. new float[grown]]);
                yield return begun + grown == tokens + 1 ? new RolloutEvent.Finished(request.Id, segment, StopReason.EndOfText)
                    : written + grown == order.Sampling.MaxResponseTokens ? new RolloutEvent.Finished(request.Id, segment, StopReason.LengthLimit)
                    : new RolloutEvent.Cut(request.Id, segment);
            }
        }
    }

    /// <summary>Says some texts, one after the other; null ends the episode.</summary>
    private sealed class Script(params IReadOnlyList<string?> replies) : IEnvironment, IDisposable
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();
        private int _left = int.MaxValue;
        private int _ended;

        public string Opening { get; init; } = "";

        public bool Delays { get; init; }

        public bool Forgets { get; init; }

        public bool EndsOnReplay { get; init; }

        public string Ends { get; init; } = "";

        public string Disposal { get; init; } = "";

        public IReadOnlyList<string> TurnEnds
        {
            get
            {
                if (Ends == "hangs")
                    _released.Wait(CancellationToken.None);
                return Ends switch
                {
                    "null" => null!,
                    "empty" => ["<end>", ""],
                    "throws" => throw new InvalidOperationException("no ends"),
                    _ => [],
                };
            }
        }

        public string Trouble { get; init; } = "";

        public string Troubled { get; init; } = "";

        public int Started { get; private set; }

        public Task AllDisposed(int count)
        {
            _left = count;
            Ended(0);
            return _disposed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }

        public async ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
        {
            lock (_disposed)
                Started++;
            await Task.Yield();
            if (context.Id == Troubled && Trouble == "throws at start")
                throw new InvalidOperationException("closed today");
            if (context.Id == Troubled && Trouble == "hangs at start")
                await new TaskCompletionSource().Task;
            return context.Id == Troubled && Trouble == "no episode" ? null! : new Episode(this, context);
        }

        public void Dispose() => _released.Set();

        private void Ended(int count)
        {
            if (Interlocked.Add(ref _ended, count) >= _left)
                _disposed.TrySetResult();
        }

        private sealed class Episode(Script script, EpisodeContext context) : IEpisode
        {
            private readonly SeededRandom _random = new(context.Seed);
            private readonly bool _isReplay = script.Started > 4;
            private int _turn;

            public IReadOnlyList<Message> Opening => IsTroubled("no opening") ? null!
                : script.Opening.Length == 0 ? [] : [new(MessageRole.Tool, [new PromptPart.Text(script.Opening + Suffix)])];

            private bool IsTroubled(string how) => context.Id == script.Troubled && script.Trouble == how;

            private string Suffix => script.Forgets && _isReplay ? "z" : "";

            public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
            {
                if (script.Delays)
                    await Task.Delay(_random.Next(15), cancellationToken);
                if (context.Id == script.Troubled)
                {
                    switch (script.Trouble)
                    {
                        case "throws":
                            throw new InvalidOperationException("the shop burns");
                        case "fails":
                            return new EnvironmentReply.Fault("out of stock");
                        case "null":
                            return null!;
                        case "image":
                            return new EnvironmentReply.Continue(new Message(MessageRole.Tool, [new PromptPart.Image("00", "image/png")]));
                        case "fails without a reason":
                            return new EnvironmentReply.Fault(null!);
                        case "no text":
                            return new EnvironmentReply.Continue((string)null!);
                        case "no part":
                            return new EnvironmentReply.Continue(new Message(MessageRole.Tool, [null!]));
                        case "no parts":
                            return new EnvironmentReply.Continue(new Message(MessageRole.Tool, null!));
                        case "unwritable":
                            return new EnvironmentReply.Continue("\u0001");
                        case "blocks":
                            script._released.Wait(CancellationToken.None);
                            break;
                        case "hangs":
                            await new TaskCompletionSource().Task;
                            break;
                    }
                }

                if (script.EndsOnReplay && _isReplay)
                    return _turn++ == 0 ? new EnvironmentReply.Finished() : throw new InvalidOperationException("it is over");
                return script.Replies[_turn++] is { } reply ? new EnvironmentReply.Continue(reply + Suffix) : new EnvironmentReply.Finished();
            }

            public ValueTask DisposeAsync()
            {
                script.Ended(1);
                if (script.Disposal == "throws")
                    throw new InvalidOperationException("the door is stuck");
                if (script.Disposal == "hangs")
                    script._released.Wait(CancellationToken.None);
                return default;
            }
        }

        private IReadOnlyList<string?> Replies => replies;
    }
}

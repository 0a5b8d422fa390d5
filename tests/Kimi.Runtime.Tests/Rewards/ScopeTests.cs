using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Rollouts;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Rewards;

/// <summary>Rewards look at a response, a group or an iteration, and begin as soon as that is there.</summary>
public sealed class ScopeTests : IDisposable
{
    private static readonly MathProblem s_problem = new() { Id = "p7", Prompt = "1+1=", Answer = "2" };

    private readonly PolicyHandle _policy = Dispatching.Policy(contextLength: 300, characters: 300);

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task A_response_is_judged_while_the_others_are_generated()
    {
        // The executor goes on only when the reward has been asked about its first answer.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var judge = Judge(new Asked<Problem>(_ => asked.TrySetResult()));

        var judgement = await SampleAsync(judge, new Patient(answers: 1, asked.Task));

        Assert.Equal(8, judgement.Groups.Sum(group => group.Count));
    }

    [Fact]
    public async Task A_group_is_judged_while_other_groups_are_generated()
    {
        var asked = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var judge = Judge(new Ranked(rollouts => asked.TrySetResult(rollouts.Count)));

        var judgement = await SampleAsync(judge, new Patient(answers: 4, asked.Task));

        Assert.Equal(4, await asked.Task);
        Assert.All(judgement.Groups, group => Assert.Equal(
            group.Select(rollout => group.Count(other => other.Length > rollout.Length) / 4.0), group.Select(rollout => rollout.Reward)));
    }

    [Fact]
    public async Task A_batch_is_judged_when_all_are_there_by_place()
    {
        var seen = new List<(string, string)>();
        var judge = Judge(new AtOnce(rollouts => seen.AddRange(rollouts.Select(entry => (entry.Problem.Id, entry.Rollout.Text)))));

        await SampleAsync(judge, new Backwards());

        Assert.Equal(8, seen.Count);
        var again = new List<(string, string)>();
        var other = Judge(new AtOnce(rollouts => again.AddRange(rollouts.Select(entry => (entry.Problem.Id, entry.Rollout.Text)))));
        await SampleAsync(other, new ScriptedExecutor());
        Assert.Equal(seen, again);
        Assert.Equal(["0", "0", "0", "0", "1", "1", "1", "1"], seen.Select(entry => entry.Item1));
    }

    [Fact]
    public async Task Verdicts_of_all_three_are_put_together_by_place()
    {
        var rewards = new IReward[] { new Asked<Problem>(_ => { }), new Ranked(_ => { }), new AtOnce(_ => { }) };
        var judge = new GroupJudge(
            rewards, [new RewardAttribute<Asked<Problem>>(), new RewardAttribute<Ranked> { Weight = 10 }, new RewardAttribute<AtOnce> { Weight = 100 }],
            Options.Create(new KimiOptions()), TimeProvider.System);

        var judgement = await SampleAsync(judge, new Backwards());

        foreach (var group in judgement.Groups)
        {
            foreach (var rollout in group)
                Assert.Equal(1 + (10 * group.Count(other => other.Length > rollout.Length) / 4.0) + (100 * (rollout.Length % 2)), rollout.Reward, 9);
        }
    }

    [Fact]
    public async Task Verdicts_of_the_wrong_number_are_faults_of_all()
    {
        var judge = Judge(new Miscounting());

        var judgement = await judge.JudgeAsync([(s_problem, [TestRollouts.Of("a"), TestRollouts.Of("b"), TestRollouts.Of("c")])], 1, default);

        Assert.Equal(3, judgement.Faults);
        Assert.Contains("gave 1 verdicts on 3 responses: return one for each", judgement.FirstTrouble);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rewards_for_another_type_of_problem_cannot_score(bool batch)
    {
        var judge = batch ? Judge(new AtOnce(_ => { })) : Judge(new Ranked(_ => { }));

        var judgement = await judge.JudgeAsync([(new OtherProblem { Id = "1", Prompt = "" }, [TestRollouts.Of("a")])], 1, default);

        Assert.Equal(1, judgement.Unscorable);
        Assert.Contains(nameof(OtherProblem), judgement.FirstTrouble);
    }

    [Fact]
    public async Task Faults_of_responses_that_are_not_judged_yet_leave_none_of_the_others_out()
    {
        // Two faults among 100 expected responses are too many for a group of four, but they are not of that group.
        var judge = Judge(new Asked<Problem>(rollout =>
        {
            if (rollout.Text == "bad")
                throw new InvalidOperationException("down");
        }));
        IFinishedRollouts listener = judge;
        judge.Expect(4, 0.25);
        foreach (var bad in new[] { "bad", "bad", "bad" })
            listener.Finished(s_problem, TestRollouts.Of(bad));
        var group = Enumerable.Range(0, 4).Select(place => TestRollouts.Of($"{place}")).ToList();
        foreach (var rollout in group)
            listener.Finished(s_problem, rollout);

        var judgement = await judge.JudgeAsync([(s_problem, group)], 0.25, default);

        Assert.Equal(4, judgement.Groups.Single().Count);
    }

    [Fact]
    public async Task The_share_of_faults_is_that_of_all_responses_of_an_iteration_however_often_it_draws()
    {
        var judge = Judge(new Asked<Problem>(rollout =>
        {
            if (rollout.Text == "bad")
                throw new InvalidOperationException("down");
        }), concurrent: 1);
        var before = await judge.JudgeAsync([(s_problem, [.. Enumerable.Range(0, 36).Select(place => TestRollouts.Of($"{place}"))])], 0.05, default);
        IReadOnlyList<Rollout> group = [.. new[] { "bad", "bad", "c", "d" }.Select(text => TestRollouts.Of(text))];

        judge.Expect(4, 0.05, before);
        var within = await judge.JudgeAsync([(s_problem, group)], 0.05, before, default);
        judge.Expect(4, 0.05, before.And(within));
        var beyond = await judge.JudgeAsync([(s_problem, [.. group.Select(rollout => rollout with { })])], 0.05, before.And(within), default);

        Assert.Equal((40, 2, 38), (before.And(within).Responses, before.And(within).Faults, before.And(within).Groups.Sum(together => together.Count)));
        Assert.Empty(beyond.Groups);
    }

    [Fact]
    public async Task A_response_whose_environment_failed_is_a_fault_and_the_others_are_judged_without_it()
    {
        var judge = Judge(new Ranked(rollouts => Assert.Equal(2, rollouts.Count)));
        var broken = TestRollouts.Of("b") with { Trouble = new Verdict.Fault("Shop", "it burns") };

        var judgement = await judge.JudgeAsync([(s_problem, [TestRollouts.Of("a"), broken, TestRollouts.Of("c")])], 1, default);

        Assert.Equal((1, 2), (judgement.Faults, judgement.Groups.Single().Count));
        Assert.Equal("its environment on problem 1: Shop: it burns", judgement.FirstTrouble);
    }

    [Fact]
    public async Task Whoever_stops_judging_stops_the_calls_that_began_while_responses_were_generated()
    {
        var asked = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var judge = Judge(new Waiting(asked));
        var rollout = TestRollouts.Of("a");
        judge.Expect(1, 0);
        ((IFinishedRollouts)judge).Finished(s_problem, rollout);
        var token = await asked.Task;
        using var stop = new CancellationTokenSource();

        var judging = judge.JudgeAsync([(s_problem, [rollout])], 0, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_group_that_hangs_costs_its_limit_once_and_is_no_zero()
    {
        var judge = Judge(new Hanging(), TimeSpan.FromMilliseconds(1));

        var judgement = await judge.JudgeAsync([(s_problem, [TestRollouts.Of("a"), TestRollouts.Of("b")])], 1, default);

        Assert.Equal((2, 0), (judgement.TimedOut, judgement.Groups.Count));
    }

    private static GroupJudge Judge<TReward>(TReward reward, TimeSpan? limit = null, int concurrent = 16)
        where TReward : class, IReward => new(
            [reward],
            [new RewardAttribute<TReward> { TimeLimitSeconds = limit?.TotalSeconds ?? 30 }],
            Options.Create(new KimiOptions { ConcurrentVerdicts = concurrent }),
            TimeProvider.System);

    // Two problems, four responses to each.
    private Task<Judgement> SampleAsync(GroupJudge judge, IRolloutExecutor executor)
    {
        Problem[] problems = [s_problem with { Id = "0" }, s_problem with { Id = "1" }];
        var batch = new SamplingBatch
        {
            Stage = "Test",
            Prompts = [new("0", [1]), new("1", [2])],
            SamplesPerPrompt = 4,
            Sampling = new() { MaxResponseTokens = 200, Temperature = 1 },
        };
        var dispatcher = Dispatching.Over(executor);
        return new JudgedSampling(new(dispatcher), new(dispatcher, episodes: null), judge).SampleAsync(
            _policy, problems, batch, (_, rollout) => rollout, 1, default);
    }

    private sealed record OtherProblem : Problem;

    private sealed class Asked<TProblem>(Action<Rollout> asked) : IReward<TProblem>
        where TProblem : Problem
    {
        public ValueTask<Verdict> JudgeAsync(TProblem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            asked(rollout);
            return new(Verdict.Of(true));
        }
    }

    /// <summary>The share of the group that is longer.</summary>
    private sealed class Ranked(Action<IReadOnlyList<Rollout>> asked) : IGroupReward<MathProblem>
    {
        public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
        {
            asked(rollouts);
            return new([.. rollouts.Select(rollout => new Verdict.Scored((double)rollouts.Count(other => other.Length > rollout.Length) / rollouts.Count))]);
        }
    }

    private sealed class AtOnce(Action<IReadOnlyList<(MathProblem Problem, Rollout Rollout)>> asked) : IBatchReward<MathProblem>
    {
        public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
            IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
        {
            asked(rollouts);
            return new([.. rollouts.Select(entry => new Verdict.Scored(entry.Rollout.Length % 2))]);
        }
    }

    private sealed class Miscounting : IGroupReward<Problem>
    {
        public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
            new([Verdict.Of(true)]);
    }

    private sealed class Waiting(TaskCompletionSource<CancellationToken> asked) : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
        {
            asked.SetResult(cancellationToken);
            return new(new TaskCompletionSource<Verdict>().Task);
        }
    }

    private sealed class Hanging : IGroupReward<Problem>
    {
        public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<IReadOnlyList<Verdict>>().Task);
    }

    /// <summary>Gives some answers, and the others when it may.</summary>
    private sealed class Patient(int answers, Task go) : ScriptedExecutor
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var (index, request) in order.Requests.Index())
            {
                if (index == answers)
                    await go;
                yield return Answer(request, order);
            }
        }
    }

    private sealed class Backwards : ScriptedExecutor
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var request in order.Requests.Reverse())
                yield return Answer(request, order);
        }
    }
}

using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rewards;

/// <summary>
/// Has rollouts judged by all rewards: reward = Σ weight · value. Only rollouts that every reward scored count, and a response is correct if every
/// deciding reward says so, or, where no reward decides, if all of them do.
/// </summary>
/// <remarks>
/// A reward begins as soon as what it needs is there, a response, a group, or all of an iteration, while others are still generated. The result is put
/// together by place, so it does not depend on which came first.
/// </remarks>
public sealed class GroupJudge : IFinishedRollouts, IDisposable
{
    private readonly IReadOnlyList<IReward> _rewards;
    private readonly IReadOnlyList<RewardAttribute> _attributes;
    private readonly RewardCalls _calls;
    private readonly bool _allDecide;

    // Calls that have begun, by response and by the first response of a group; collected with it.
    private readonly ConditionalWeakTable<Rollout, Task<IReadOnlyList<Verdict?>?>> _single = [];
    private readonly ConditionalWeakTable<Rollout, Task<IReadOnlyList<Verdict>>[]> _grouped = [];
    private readonly CancellationTokenSource _stop = new();
    private double _mostFaults = double.PositiveInfinity;
    private int _faults;

    /// <summary>Creates the judge.</summary>
    /// <param name="rewards">The rewards.</param>
    /// <param name="attributes">Their attributes, in the same order.</param>
    /// <param name="options">How many verdicts are worked on at a time.</param>
    /// <param name="time">Measures the rewards' time limit.</param>
    public GroupJudge(IReadOnlyList<IReward> rewards, IReadOnlyList<RewardAttribute> attributes, IOptions<KimiOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_rewards, _attributes, _calls) = (rewards, attributes, new(new SemaphoreSlim(options.Value.ConcurrentVerdicts), time));
        _allDecide = !attributes.Any(attribute => attribute.DecidesCorrectness);
    }

    /// <summary>Where rewards work that keep nothing; null for this process.</summary>
    internal IComponentWorkers? Workers { get; init; }

    /// <summary>Says how much there is to judge, before any of it is finished.</summary>
    /// <param name="responses">How many responses at most.</param>
    /// <param name="maxFaultRate">The share of faults and time-outs above which the rest is not judged: a reward that hangs would take its whole time limit
    /// for each.</param>
    /// <param name="earlier">What counts towards that share as well; null for nothing.</param>
    internal void Expect(int responses, double maxFaultRate, Judgement? earlier = null)
    {
        _mostFaults = MostFaults(responses, maxFaultRate, earlier);
        Volatile.Write(ref _faults, 0);
    }

    void IFinishedRollouts.Finished(Problem problem, Rollout rollout)
    {
        if (rollout.Trouble is null)
            _ = Single(problem, rollout);
    }

    void IFinishedRollouts.Finished(Problem problem, IReadOnlyList<Rollout> rollouts) => _ = Grouped(problem, Sound(rollouts));

    /// <summary>Cancels the calls that nobody waits for any more.</summary>
    public void Dispose()
    {
        // A call that is only about to begin still asks for the token, so the source itself stays.
        _stop.Cancel();
    }

    /// <summary>Judges groups of rollouts: completes what has begun, and does the rest.</summary>
    /// <param name="groups">The rollouts, each group to one problem.</param>
    /// <param name="maxFaultRate">The share of faults and time-outs above which the rest is not judged.</param>
    /// <param name="cancellationToken">Stops it, and all calls that have begun.</param>
    public Task<Judgement> JudgeAsync(
        IReadOnlyList<(Problem Problem, IReadOnlyList<Rollout> Rollouts)> groups, double maxFaultRate, CancellationToken cancellationToken) =>
        JudgeAsync(groups, maxFaultRate, earlier: null, cancellationToken);

    /// <summary>Judges groups of rollouts after others.</summary>
    internal async Task<Judgement> JudgeAsync(
        IReadOnlyList<(Problem Problem, IReadOnlyList<Rollout> Rollouts)> groups, double maxFaultRate, Judgement? earlier,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(groups);
        using var stopping = cancellationToken.UnsafeRegister(_ => _stop.Cancel(), null);
        var sound = groups.Select(group => (group.Problem, Rollouts: Sound(group.Rollouts))).ToList();
        var rollouts = sound.SelectMany(group => group.Rollouts.Select(rollout => (group.Problem, Rollout: rollout))).ToList();
        var troubled = groups.Sum(group => group.Rollouts.Count) - rollouts.Count;
        _mostFaults = MostFaults(rollouts.Count + troubled, maxFaultRate, earlier);
        var grouped = sound.ConvertAll(group => Grouped(group.Problem, group.Rollouts));
        var single = await Task.WhenAll(rollouts.ConvertAll(entry => Single(entry.Problem, entry.Rollout))).ConfigureAwait(false);

        // Faults of responses that are not among these may have ended judging too early.
        while (single.Contains(null) && Failed() <= _mostFaults)
        {
            Volatile.Write(ref _faults, Failed());
            single = await Task.WhenAll(rollouts.ConvertAll(entry => Single(entry.Problem, entry.Rollout))).ConfigureAwait(false);
        }

        var byGroup = await Task.WhenAll(grouped.Select(Task.WhenAll)).ConfigureAwait(false);
        var together = await TogetherAsync(rollouts).ConfigureAwait(false);

        var place = 0;
        var judged = new List<IReadOnlyList<RolloutVerdicts>>();
        foreach (var (index, group) in groups.Index())
        {
            var (members, member) = (new List<RolloutVerdicts>(), 0);
            foreach (var rollout in group.Rollouts)
            {
                if (rollout.Trouble is not null)
                {
                    members.Add(new(rollout, [("its environment", rollout.Trouble)], Judged: null));
                    continue;
                }

                if (single[place] is { } own)
                    members.Add(Judge(rollout, [.. own.Select((verdict, i) => verdict ?? together[i]?[place] ?? byGroup[index][i][member])]));
                (place, member) = (place + 1, member + 1);
            }

            judged.Add(members);
        }

        return new(rollouts.Count + troubled, [.. groups.Select(group => group.Problem)], judged);

        int Failed() => troubled + single.Count(verdicts => verdicts?.Any(verdict => verdict is Verdict.Fault or Verdict.TimedOut) == true);
    }

    private static double MostFaults(int responses, double maxFaultRate, Judgement? earlier) =>
        (maxFaultRate * (responses + (earlier?.Responses ?? 0))) - (earlier is null ? 0 : earlier.Faults + earlier.TimedOut);

    private static IReadOnlyList<Rollout> Sound(IReadOnlyList<Rollout> rollouts) => [.. rollouts.Where(rollout => rollout.Trouble is null)];

    // The verdicts of rewards that judge one by one, null for the others; null when too many faults ended it.
    private Task<IReadOnlyList<Verdict?>?> Single(Problem problem, Rollout rollout) =>
        _single.TryGetValue(rollout, out var begun) && begun is not { IsCompletedSuccessfully: true, Result: null }
            ? begun
            : Begin(_single, rollout, SingleAsync(problem, rollout));

    private async Task<IReadOnlyList<Verdict?>?> SingleAsync(Problem problem, Rollout rollout)
    {
        using var turn = await _calls.TurnAsync(_stop.Token).ConfigureAwait(false);
        if (Volatile.Read(ref _faults) > _mostFaults)
            return null;
        var verdicts = new Verdict?[_rewards.Count];
        for (var i = 0; i < _rewards.Count; i++)
        {
            if (_rewards[i] is IRolloutReward reward)
                verdicts[i] = await OneAsync(_attributes[i], reward, problem, rollout).ConfigureAwait(false);
        }

        if (verdicts.Any(verdict => verdict is Verdict.Fault or Verdict.TimedOut))
            Interlocked.Increment(ref _faults);
        return verdicts;
    }

    private async Task<Verdict> OneAsync(RewardAttribute attribute, IRolloutReward reward, Problem problem, Rollout rollout) =>
        (WorkersFor(reward) is { } workers
            ? await workers.JudgeAsync(attribute, [(problem, rollout)], _stop.Token).ConfigureAwait(false)
            : await _calls.CallAsync(
                attribute, responses: 1, async limit => [await reward.JudgeAsync(problem, rollout, limit).ConfigureAwait(false)], _stop.Token)
                .ConfigureAwait(false))[0];

    private IComponentWorkers? WorkersFor(IReward reward) => IComponentWorkers.MayHave(reward) ? Workers : null;

    // By reward; empty for those that do not judge groups.
    private Task<IReadOnlyList<Verdict>>[] Grouped(Problem problem, IReadOnlyList<Rollout> rollouts) => rollouts.Count == 0
        ? [.. _rewards.Select(_ => Task.FromResult<IReadOnlyList<Verdict>>([]))]
        : _grouped.TryGetValue(rollouts[0], out var begun)
        ? begun
        : Begin(_grouped, rollouts[0], [.. _rewards.Select((reward, i) => reward is IGroupReward group
            ? GroupAsync(_attributes[i], problem, rollouts, group)
            : Task.FromResult<IReadOnlyList<Verdict>>([]))]);

    private async Task<IReadOnlyList<Verdict>> GroupAsync(RewardAttribute attribute, Problem problem, IReadOnlyList<Rollout> rollouts, IGroupReward reward)
    {
        using var turn = await _calls.TurnAsync(_stop.Token).ConfigureAwait(false);
        if (Volatile.Read(ref _faults) > _mostFaults)
            return [.. rollouts.Select(_ => new Verdict.Unscorable("too many verdicts failed before it"))];
        var verdicts = await (WorkersFor(reward) is { } workers
            ? workers.JudgeAsync(attribute, [.. rollouts.Select(rollout => (problem, rollout))], _stop.Token)
            : _calls.CallAsync(attribute, rollouts.Count, limit => reward.JudgeAsync(problem, rollouts, limit), _stop.Token)).ConfigureAwait(false);
        Interlocked.Add(ref _faults, verdicts.Count(verdict => verdict is Verdict.Fault or Verdict.TimedOut));
        return verdicts;
    }

    private async Task<IReadOnlyList<Verdict>?[]> TogetherAsync(List<(Problem Problem, Rollout Rollout)> rollouts)
    {
        var together = new IReadOnlyList<Verdict>?[_rewards.Count];
        for (var i = 0; i < _rewards.Count; i++)
        {
            if (_rewards[i] is IBatchReward reward && rollouts.Count > 0)
            {
                together[i] = await (WorkersFor(reward) is { } workers
                    ? workers.JudgeAsync(_attributes[i], rollouts, _stop.Token)
                    : _calls.CallAsync(_attributes[i], rollouts.Count, limit => reward.JudgeAsync(rollouts, limit), _stop.Token)).ConfigureAwait(false);
            }
        }

        return together;
    }

    private RolloutVerdicts Judge(Rollout rollout, IReadOnlyList<Verdict> verdicts)
    {
        var values = verdicts.OfType<Verdict.Scored>().Select(scored => scored.Value).ToList();
        var deciding = verdicts.Where((_, reward) => _allDecide || _attributes[reward].DecidesCorrectness);
        return new(rollout, [.. _attributes.Zip(verdicts, (reward, verdict) => (reward.Name, verdict))], values.Count < verdicts.Count
            ? null
            : new(
                rollout,
                values.Zip(_attributes, (value, reward) => value * reward.Weight).Sum(),
                values.Zip(_attributes).All(entry => entry.First > 0.5 || !(_allDecide || entry.Second.DecidesCorrectness)))
            {
                Answer = deciding.OfType<Verdict.Scored>().Select(scored => scored.Answer).FirstOrDefault(answer => answer is not null),
            });
    }

    private static T Begin<T>(ConditionalWeakTable<Rollout, T> table, Rollout rollout, T begun)
        where T : class
    {
        table.AddOrUpdate(rollout, begun);
        return begun;
    }
}

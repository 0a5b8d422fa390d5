using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Has rollouts judged by all rewards: reward = Σ weight · value. Only rollouts that every reward scored count.</summary>
/// <param name="rewards">The rewards.</param>
/// <param name="options">Their attributes, in the same order.</param>
/// <param name="time">Measures the rewards' time limit.</param>
internal sealed class GroupJudge(IReadOnlyList<IReward> rewards, IReadOnlyList<RewardAttribute> options, TimeProvider time)
{
    /// <summary>Judges groups of rollouts, each to one problem.</summary>
    public async Task<Judgement> JudgeAsync(IReadOnlyList<IReadOnlyList<Rollout>> rolloutGroups, CancellationToken cancellationToken)
    {
        var rollouts = rolloutGroups.SelectMany(group => group).ToList();
        var verdicts = await Task.WhenAll(rollouts.Select(rollout => VerdictsAsync(rollout, cancellationToken))).ConfigureAwait(false);
        var judged = new Queue<(Rollout First, Verdict[] Second)>(rollouts.Zip(verdicts));
        var groups = rolloutGroups.Select(group => group.Select(_ => judged.Dequeue()).ToList())
            .Select(group => (group[0].First.Problem, Scored: group.Where(entry => entry.Second.All(verdict => verdict is Verdict.Scored))))
            .Select(group => (group.Problem, Rollouts: group.Scored.Select(entry => Judged(entry.First, entry.Second)).ToList()))
            .Where(group => group.Rollouts.Count > 0)
            .Select(group => new RolloutGroup(group.Problem, group.Rollouts))
            .ToList();
        var troubles = verdicts.Select(all => all.FirstOrDefault(verdict => verdict is not Verdict.Scored)).OfType<Verdict>().ToList();
        return new(
            rollouts.Count,
            groups,
            troubles.Count(verdict => verdict is Verdict.Unscorable),
            troubles.Count(verdict => verdict is Verdict.Fault),
            troubles.Count(verdict => verdict is Verdict.TimedOut),
            troubles.Count == 0 ? "" : Describe(troubles[0]));
    }

    private JudgedRollout Judged(Rollout rollout, Verdict[] verdicts)
    {
        var values = verdicts.Cast<Verdict.Scored>().Select(scored => scored.Value).ToList();
        return new(rollout, values.Zip(options, (value, reward) => value * reward.Weight).Sum(), values.All(value => value > 0.5));
    }

    private async Task<Verdict[]> VerdictsAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var verdicts = new Verdict[rewards.Count];
        for (var i = 0; i < rewards.Count; i++)
            verdicts[i] = await VerdictAsync(rewards[i], options[i], rollout, cancellationToken).ConfigureAwait(false);
        return verdicts;
    }

    private async Task<Verdict> VerdictAsync(IReward reward, RewardAttribute option, Rollout rollout, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(option.TimeLimitSeconds);
        try
        {
            // A thread of its own, so that a reward that never returns holds up neither the others nor the run.
            var verdict = await Task.Run(() => reward.JudgeAsync(rollout.Problem, rollout.Text, cancellationToken).AsTask(), cancellationToken)
                .WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return verdict is Verdict.Scored { Value: not (>= 0 and <= 1) } scored
                ? new Verdict.Fault(new KimiException($"{option.Name} gave {scored.Value}, outside 0 to 1: scale its verdicts"))
                : verdict;
        }
        catch (TimeoutException)
        {
            return new Verdict.TimedOut(limit);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Verdict.Fault(exception);
        }
    }

    private static string Describe(Verdict verdict) => verdict switch
    {
        Verdict.Unscorable unscorable => unscorable.Why,
        Verdict.Fault fault => $"{fault.Exception.GetType().Name}: {fault.Exception.Message.TrimEnd('.')}",
        Verdict.TimedOut timedOut => $"no verdict within {timedOut.Limit.TotalSeconds:0.###} s",
        _ => "",
    };
}

using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rewards;

/// <summary>
/// Has rollouts judged by all rewards: reward = Σ weight · value. Only rollouts that every reward scored count, and a response is correct if every
/// deciding reward says so, or, where no reward decides, if all of them do.
/// </summary>
/// <param name="rewards">The rewards.</param>
/// <param name="attributes">Their attributes, in the same order.</param>
/// <param name="options">How many responses are judged at a time.</param>
/// <param name="time">Measures the rewards' time limit.</param>
public sealed class GroupJudge(IReadOnlyList<IReward> rewards, IReadOnlyList<RewardAttribute> attributes, IOptions<KimiOptions> options, TimeProvider time)
{
    private readonly bool _allDecide = !attributes.Any(attribute => attribute.DecidesCorrectness);

    /// <summary>Judges groups of rollouts, each to one problem.</summary>
    /// <param name="groups">The rollouts.</param>
    /// <param name="maxFaultRate">The share of faults and time-outs above which the rest is not judged: a reward that hangs would take its whole time limit
    /// for each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Judgement> JudgeAsync(IReadOnlyList<IReadOnlyList<Rollout>> groups, double maxFaultRate, CancellationToken cancellationToken)
    {
        var rollouts = groups.SelectMany(group => group).ToList();
        var verdicts = new IReadOnlyList<Verdict>?[rollouts.Count];
        var together = new IReadOnlyList<Verdict>?[rewards.Count];
        for (var i = 0; i < rewards.Count; i++)
        {
            if (rewards[i] is IBatchReward batch && rollouts.Count > 0)
                together[i] = await VerdictsAsync(
                    attributes[i], rollouts.Count,
                    stop => Task.FromResult(batch.JudgeAll([.. rollouts.Select(rollout => (rollout.Problem, rollout.Text))], stop)), cancellationToken)
                        .ConfigureAwait(false);
        }

        var faults = 0;
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ConcurrentVerdicts, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, rollouts.Count), parallelism, async (index, stop) =>
        {
            if (Volatile.Read(ref faults) > maxFaultRate * rollouts.Count)
                return;
            verdicts[index] = await VerdictsAsync(rollouts[index], [.. together.Select(all => all?[index])], stop).ConfigureAwait(false);
            if (verdicts[index]!.Any(verdict => verdict is Verdict.Fault or Verdict.TimedOut))
                Interlocked.Increment(ref faults);
        }).ConfigureAwait(false);
        var judged = new Queue<IReadOnlyList<Verdict>?>(verdicts);
        return new(rollouts.Count, [.. groups.Select(group => group.Select(rollout => Judge(rollout, judged.Dequeue())).OfType<RolloutVerdicts>().ToList())]);
    }

    private RolloutVerdicts? Judge(Rollout rollout, IReadOnlyList<Verdict>? verdicts)
    {
        if (verdicts is null)
            return null;
        var values = verdicts.OfType<Verdict.Scored>().Select(scored => scored.Value).ToList();
        return new(rollout, [.. attributes.Zip(verdicts, (reward, verdict) => (reward.Name, verdict))], values.Count < verdicts.Count
            ? null
            : new(
                rollout,
                values.Zip(attributes, (value, reward) => value * reward.Weight).Sum(),
                values.Zip(attributes).All(entry => entry.First > 0.5 || !(_allDecide || entry.Second.DecidesCorrectness))));
    }

    private async Task<IReadOnlyList<Verdict>> VerdictsAsync(Rollout rollout, IReadOnlyList<Verdict?> known, CancellationToken cancellationToken)
    {
        var verdicts = new Verdict[rewards.Count];
        for (var i = 0; i < rewards.Count; i++)
        {
            var reward = rewards[i];
            verdicts[i] = known[i] ?? (await VerdictsAsync(
                attributes[i],
                responses: 1,
                async stop => (IReadOnlyList<Verdict>)[await reward.JudgeAsync(rollout.Problem, rollout.Text, stop).ConfigureAwait(false)],
                cancellationToken).ConfigureAwait(false))[0];
        }

        return verdicts;
    }

    // The time limit is for one verdict, so n responses that are judged together may take n times as long.
    private async Task<IReadOnlyList<Verdict>> VerdictsAsync(
        RewardAttribute attribute, int responses, Func<CancellationToken, Task<IReadOnlyList<Verdict>>> judge, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromMilliseconds(Math.Min(attribute.TimeLimitSeconds * 1000 * responses, int.MaxValue));
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // On a thread of its own, so that a reward that blocks delays neither the others nor the run.
        var judging = Task.Factory
            .StartNew(() => judge(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap();
        try
        {
            return [.. (await judging.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false)).Select(verdict => Checked(verdict, attribute))];
        }
        catch (TimeoutException exception) when (exception != judging.Exception?.InnerException)
        {
            // Not awaited, since the reward's reaction may hang too.
            _ = stop.CancelAsync();
            return [.. Enumerable.Repeat(new Verdict.TimedOut(limit), responses)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. Enumerable.Repeat(new Verdict.Fault(exception), responses)];
        }
        finally
        {
            // A reward that is still working needs its token.
            if (judging.IsCompleted)
                stop.Dispose();
        }
    }

    private static Verdict Checked(Verdict? verdict, RewardAttribute attribute) => verdict switch
    {
        Verdict.Scored { Value: not (>= 0 and <= 1) } scored => Fault($"{attribute.Name} gave {scored.Value}, outside 0 to 1: scale its verdicts"),
        null => Fault($"{attribute.Name} gave null: return a verdict, such as Verdict.Unscorable"),
        _ => verdict,
    };

    private static Verdict.Fault Fault(string message) => new(new KimiException(message));
}

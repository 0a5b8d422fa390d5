using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Rewards;

namespace Kimi.Cluster.Workers;

/// <summary>The rewards of a worker.</summary>
/// <param name="components">Creates them.</param>
/// <param name="time">Measures their time limits.</param>
internal sealed class WorkerRewards(WorkerComponents components, TimeProvider time)
{
    // How many there are at a time is the launcher's to say.
    private readonly RewardCalls _calls = new(new SemaphoreSlim(int.MaxValue), time);

    /// <summary>Judges responses.</summary>
    /// <param name="order">The reward and the responses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    /// <exception cref="KimiException">The reward cannot be created here.</exception>
    public async Task<WorkerReport> JudgeAsync(VerdictOrder order, CancellationToken cancellationToken)
    {
        var (reward, attribute) = components.Get<IReward, RewardAttribute>(order.Reward);
        var rollouts = order.Responses
            .Select(responses => (Problem: JsonSerializer.Deserialize<Problem>(responses.Problem, RecordJson.Options)!, responses.Rollouts))
            .SelectMany(group => group.Rollouts.Select(rollout => (group.Problem, Rollout: rollout)))
            .ToList();
        var problem = rollouts[0].Problem;
        var verdicts = await _calls.CallAsync(
            attribute,
            rollouts.Count,
            reward switch
            {
                IRolloutReward one => async limit => [await one.JudgeAsync(problem, rollouts.Single().Rollout, limit).ConfigureAwait(false)],
                IGroupReward group => limit => group.JudgeAsync(problem, [.. rollouts.Select(entry => entry.Rollout)], limit),
                IBatchReward batch => limit => batch.JudgeAsync(rollouts, limit),
                _ => throw new InvalidOperationException($"{attribute.Name} is a new kind of reward: call it here"),
            },
            cancellationToken).ConfigureAwait(false);
        return new WorkerReport.Judged([.. verdicts]);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rewards;

namespace Kimi.Cluster.Workers;

/// <summary>The rewards of a worker: each is created when a response is first judged with it.</summary>
/// <param name="services">What their constructors take.</param>
/// <param name="mappings">Which class executes a contract.</param>
/// <param name="time">Measures their time limits.</param>
internal sealed class WorkerRewards(IServiceProvider services, IEnumerable<ComponentMapping> mappings, TimeProvider time)
{
    private readonly ConcurrentDictionary<ComponentReference, Lazy<(RewardAttribute Attribute, IReward Reward)>> _rewards = [];

    // How many there are at a time is the launcher's to say.
    private readonly RewardCalls _calls = new(new SemaphoreSlim(int.MaxValue), time);

    /// <summary>Judges responses.</summary>
    /// <param name="order">The reward and the responses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">The reward cannot be created here.</exception>
    /// <returns>One verdict per response.</returns>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(VerdictOrder order, CancellationToken cancellationToken)
    {
        var (attribute, reward) = _rewards.GetOrAdd(order.Reward, reference => new(() => Create(reference))).Value;
        var rollouts = order.Responses
            .Select(responses => (Problem: JsonSerializer.Deserialize<Problem>(responses.Problem, RecordJson.Options)!, responses.Rollouts))
            .SelectMany(group => group.Rollouts.Select(rollout => (group.Problem, Rollout: rollout)))
            .ToList();
        var problem = rollouts[0].Problem;
        return await _calls.CallAsync(
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
    }

    private (RewardAttribute Attribute, IReward Reward) Create(ComponentReference reference)
    {
        var attribute = (RewardAttribute)reference.ToAttribute();
        var implementation = mappings.LastOrDefault(mapping => mapping.Contract == attribute.Component)?.Implementation ?? attribute.Component;
        return (attribute, (IReward)AttributeActivator.Create(services, implementation, attribute, $"[{attribute.Name}]"));
    }
}

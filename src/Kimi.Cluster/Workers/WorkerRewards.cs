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
    private readonly ConcurrentDictionary<ComponentReference, Lazy<(RewardAttribute Attribute, IRolloutReward Reward)>> _rewards = [];

    // How many there are at a time is the launcher's to say.
    private readonly RewardCalls _calls = new(new SemaphoreSlim(int.MaxValue), time);

    /// <summary>Judges a response.</summary>
    /// <param name="order">The reward, the problem and the response.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">The reward cannot be created here.</exception>
    public async Task<Verdict> JudgeAsync(VerdictOrder order, CancellationToken cancellationToken)
    {
        var (attribute, reward) = _rewards.GetOrAdd(order.Reward, reference => new(() => Create(reference))).Value;
        var problem = JsonSerializer.Deserialize<Problem>(order.Problem, RecordJson.Options)!;
        var verdicts = await _calls.CallAsync(
            attribute, responses: 1, async limit => [await reward.JudgeAsync(problem, order.Rollout, limit).ConfigureAwait(false)], cancellationToken)
            .ConfigureAwait(false);
        return verdicts[0];
    }

    private (RewardAttribute Attribute, IRolloutReward Reward) Create(ComponentReference reference)
    {
        var attribute = (RewardAttribute)reference.ToAttribute();
        var implementation = mappings.LastOrDefault(mapping => mapping.Contract == attribute.Component)?.Implementation ?? attribute.Component;
        return (attribute, (IRolloutReward)AttributeActivator.Create(services, implementation, attribute, $"[{attribute.Name}]"));
    }
}

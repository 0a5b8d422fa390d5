using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Has rewards work elsewhere than in this process.</summary>
internal interface IRewardWorkers
{
    /// <summary>Has responses judged; the reward's time limit does not count how long they wait for their turn.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="rollouts">The responses and their problems: one for a reward that judges one by one, a group, or all of an iteration.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    /// <exception cref="KimiException">The reward cannot work there.</exception>
    Task<IReadOnlyList<Verdict>> JudgeAsync(
        RewardAttribute reward, IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken);
}

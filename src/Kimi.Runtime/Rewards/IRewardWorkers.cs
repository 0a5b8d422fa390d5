using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Has rewards that judge responses one by one or by groups work elsewhere than in this process.</summary>
internal interface IRewardWorkers
{
    /// <summary>Has a response or a group of them judged; the reward's time limit does not count how long they wait for their turn.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="rollouts">One response to a reward that judges one by one, else a group.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    /// <exception cref="KimiException">The reward cannot work there.</exception>
    Task<IReadOnlyList<Verdict>> JudgeAsync(
        RewardAttribute reward, Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken);
}

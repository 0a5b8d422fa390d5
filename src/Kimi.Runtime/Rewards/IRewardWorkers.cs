using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>Has rewards that judge responses one by one work elsewhere than in this process.</summary>
internal interface IRewardWorkers
{
    /// <summary>Has a response judged; the reward's time limit does not count how long that waits for its turn.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="rollout">The response.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">The reward cannot work there.</exception>
    Task<Verdict> JudgeAsync(RewardAttribute reward, Problem problem, Rollout rollout, CancellationToken cancellationToken);
}

using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>Has rewards and environments work elsewhere than in this process.</summary>
internal interface IComponentWorkers
{
    /// <summary>Whether a component may work there: not if it keeps something, so is disposable or checkpointed.</summary>
    /// <param name="component">The component.</param>
    static bool MayHave(object component) =>
        component is IMayKeepNothing sometimes ? sometimes.KeepsNothing : component is not (ICheckpointed or IDisposable or IAsyncDisposable);

    /// <summary>Has responses judged; the reward's time limit does not count how long they wait for their turn.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="rollouts">The responses and their problems: one for a reward that judges one by one, a group, or all of an iteration.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One verdict per response.</returns>
    /// <exception cref="KimiException">The reward cannot work there.</exception>
    Task<IReadOnlyList<Verdict>> JudgeAsync(
        RewardAttribute reward, IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken);

    /// <summary>An environment whose episodes are there. They throw what went wrong, or that they are lost with the process that they were in.</summary>
    /// <param name="attribute">The environment's attribute.</param>
    /// <param name="own">The environment of this process, which says what ends a turn.</param>
    IEnvironment EnvironmentOf(EnvironmentAttribute attribute, IEnvironment own);
}

/// <summary>A component that is disposable because of what it keeps with some of its options.</summary>
internal interface IMayKeepNothing
{
    /// <summary>Whether it keeps nothing with those in force.</summary>
    bool KeepsNothing { get; }
}

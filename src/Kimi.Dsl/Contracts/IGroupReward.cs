namespace Kimi.Dsl;

/// <summary>Judges the responses to one problem against each other. Implement <see cref="IGroupReward{TProblem}"/>.</summary>
public interface IGroupReward : IReward
{
    void IReward.Seal()
    {
    }

    /// <summary>Judges a group, as soon as its last response is finished. An exception becomes a <see cref="Verdict.Fault"/> of each.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rollouts">The responses.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the time limit is over or the run stops: n responses may take n times <see cref="RewardAttribute.TimeLimitSeconds"/>.
    /// </param>
    /// <returns>One verdict per response, in their order.</returns>
    ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken);
}

/// <summary>Judges the responses to one problem against each other, for one type of problem.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IGroupReward<in TProblem> : IGroupReward
    where TProblem : Problem
{
    /// <summary>Judges a group, as soon as its last response is finished. An exception becomes a <see cref="Verdict.Fault"/> of each.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rollouts">The responses.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the time limit is over or the run stops: n responses may take n times <see cref="RewardAttribute.TimeLimitSeconds"/>.
    /// </param>
    /// <returns>One verdict per response, in their order.</returns>
    ValueTask<IReadOnlyList<Verdict>> JudgeAsync(TProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<Verdict>> IGroupReward.JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        if (problem is TProblem typed)
            return JudgeAsync(typed, rollouts, cancellationToken);
        var unscorable = new Verdict.Unscorable($"{GetType().Name} judges a {typeof(TProblem).Name}, not a {problem.GetType().Name}");
        return new([.. rollouts.Select(_ => unscorable)]);
    }
}

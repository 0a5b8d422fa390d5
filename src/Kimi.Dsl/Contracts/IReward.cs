namespace Kimi.Dsl;

/// <summary>
/// Judges responses. Implement <see cref="IReward{TProblem}"/> to judge them one by one, <see cref="IGroupReward{TProblem}"/> to judge the responses to a
/// problem against each other, or <see cref="IBatchReward{TProblem}"/> to judge all of an iteration together.
/// </summary>
public interface IReward
{
    /// <summary>Keeps a class from implementing this interface alone: it would judge nothing.</summary>
    internal void Seal();
}

/// <summary>Judges one response at a time. Implement <see cref="IReward{TProblem}"/>.</summary>
public interface IRolloutReward : IReward
{
    void IReward.Seal()
    {
    }

    /// <summary>Judges a response, as soon as it is finished. An exception becomes a <see cref="Verdict.Fault"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rollout">The response.</param>
    /// <param name="cancellationToken">Cancelled when the time limit of <see cref="RewardAttribute.TimeLimitSeconds"/> is over or the run stops.</param>
    ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
}

/// <summary>Judges one response at a time, to one type of problem.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IReward<in TProblem> : IRolloutReward
    where TProblem : Problem
{
    /// <summary>Judges a response, as soon as it is finished. An exception becomes a <see cref="Verdict.Fault"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rollout">The response; its <see cref="Rollout.Text"/> is without the end of text.</param>
    /// <param name="cancellationToken">Cancelled when the time limit of <see cref="RewardAttribute.TimeLimitSeconds"/> is over or the run stops.</param>
    ValueTask<Verdict> JudgeAsync(TProblem problem, Rollout rollout, CancellationToken cancellationToken);

    ValueTask<Verdict> IRolloutReward.JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        problem is TProblem typed
            ? JudgeAsync(typed, rollout, cancellationToken)
            : new(new Verdict.Unscorable($"{GetType().Name} judges a {typeof(TProblem).Name}, not a {problem.GetType().Name}"));
}

namespace Kimi.Dsl;

/// <summary>Judges responses. Implement <see cref="IReward{TProblem}"/>.</summary>
public interface IReward
{
    /// <summary>Judges one response. An exception becomes a <see cref="Verdict.Fault"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="response">The response's text, without the end of text.</param>
    /// <param name="cancellationToken">Cancelled when the time limit of <see cref="RewardAttribute.TimeLimitSeconds"/> is over or the run stops.</param>
    ValueTask<Verdict> JudgeAsync(Problem problem, string response, CancellationToken cancellationToken);
}

/// <summary>Judges responses to one type of problem.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IReward<in TProblem> : IReward
    where TProblem : Problem
{
    /// <summary>Judges one response. An exception becomes a <see cref="Verdict.Fault"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="response">The response's text, without the end of text.</param>
    /// <param name="cancellationToken">Cancelled when the time limit of <see cref="RewardAttribute.TimeLimitSeconds"/> is over or the run stops.</param>
    ValueTask<Verdict> JudgeAsync(TProblem problem, string response, CancellationToken cancellationToken);

    ValueTask<Verdict> IReward.JudgeAsync(Problem problem, string response, CancellationToken cancellationToken) =>
        problem is TProblem typed
            ? JudgeAsync(typed, response, cancellationToken)
            : new(new Verdict.Unscorable($"{GetType().Name} judges a {typeof(TProblem).Name}, not a {problem.GetType().Name}"));
}

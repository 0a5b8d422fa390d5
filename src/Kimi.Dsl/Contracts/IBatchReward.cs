namespace Kimi.Dsl;

/// <summary>Judges all responses of an iteration in one call. Implement <see cref="IBatchReward{TProblem}"/>.</summary>
public interface IBatchReward : IReward
{
    void IReward.Seal()
    {
    }

    /// <summary>Judges responses, when all of the iteration are finished. An exception becomes a <see cref="Verdict.Fault"/> of each.</summary>
    /// <param name="rollouts">The responses and their problems, by place: in an order that does not depend on time.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the time limit is over or the run stops: n responses may take n times <see cref="RewardAttribute.TimeLimitSeconds"/>.
    /// </param>
    /// <returns>One verdict per response, in their order.</returns>
    ValueTask<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken);
}

/// <summary>Judges all responses of an iteration in one call, for example by a model on the device of the run; to one type of problem.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IBatchReward<TProblem> : IBatchReward
    where TProblem : Problem
{
    /// <summary>Judges responses, when all of the iteration are finished. An exception becomes a <see cref="Verdict.Fault"/> of each.</summary>
    /// <param name="rollouts">The responses and their problems, by place: in an order that does not depend on time.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the time limit is over or the run stops: n responses may take n times <see cref="RewardAttribute.TimeLimitSeconds"/>.
    /// </param>
    /// <returns>One verdict per response, in their order.</returns>
    ValueTask<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<(TProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken);

    async ValueTask<IReadOnlyList<Verdict>> IBatchReward.JudgeAsync(
        IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var own = rollouts.Where(entry => entry.Problem is TProblem).Select(entry => ((TProblem)entry.Problem, entry.Rollout)).ToList();
        var judged = own.Count == 0 ? [] : await JudgeAsync(own, cancellationToken).ConfigureAwait(false);
        if (judged?.Count != own.Count)
            throw new KimiException($"{GetType().Name} gave {judged?.Count ?? 0} verdicts on {own.Count} responses: return one for each");
        var next = new Queue<Verdict>(judged);
        return [.. rollouts.Select(entry => entry.Problem is TProblem
            ? next.Dequeue()
            : new Verdict.Unscorable($"{GetType().Name} judges a {typeof(TProblem).Name}, not a {entry.Problem.GetType().Name}"))];
    }
}

using Kimi.Dsl;

namespace TeamTypes;

/// <summary>Walks the ways of a group, and compares what those that lead home cost: the cheapest get 1, the others a little less.</summary>
[ImplementationVersion(1)]
public sealed class CheapestWay : IGroupReward<ContestProblem>
{
    private const double NotCheapest = 0.6;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(ContestProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var costs = rollouts.Select(rollout => CostIfHome(problem, rollout)).ToList();
        var least = costs.Min();
        return new([.. costs.Select(cost => Score(cost, least))]);
    }

    private static int? CostIfHome(ContestProblem problem, Rollout rollout) =>
        rollout.StopReason == StopReason.EndOfText && problem.IsSolvedBy(rollout.Text) ? problem.CostOf(rollout.Text) : null;

    private static Verdict Score(int? cost, int? least) => cost switch
    {
        null => new Verdict.Scored(0, "astray"),
        _ when cost == least => new Verdict.Scored(1, "cheapest"),
        _ => new Verdict.Scored(NotCheapest, "dear"),
    };
}

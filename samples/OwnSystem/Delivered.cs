using Kimi.Dsl;

namespace OwnSystem;

/// <summary>Judges what the visits left behind: 1 when exactly what the customer wanted is ordered, and the shop had to refuse nothing.</summary>
[ImplementationVersion(1)]
public sealed class Delivered : IReward<OrderProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(OrderProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(Judge(problem, rollout));

    private static Verdict.Scored Judge(OrderProblem problem, Rollout rollout)
    {
        var asked = rollout.Turns.OfType<PolicyTurn>().Select(turn => turn.Text);
        var replies = rollout.Turns.OfType<EnvironmentTurn>().Select(turn => turn.Text).ToList();
        if (rollout.StopReason != StopReason.EndOfText)
            return new(0, "does not leave");
        if (replies.Contains(Phrases.Refused))
            return new(0, "refused");
        return (asked.Zip(replies, (turn, _) => Phrases.OrderIn(turn)?.Pieces ?? 0).Sum() - problem.Pieces) switch
        {
            < 0 => new(0, "too little"),
            > 0 => new(0, "too much"),
            0 => new(1, "delivered"),
        };
    }
}

using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>How responses went in which the policy acts in an environment.</summary>
internal static class EpisodeMetrics
{
    /// <summary>
    /// <c>turns</c>, the mean number of the policy's turns; <c>severalTurns</c>, the share of responses with more than one, so of those with a call where the
    /// environment is tools; <c>repliesCut</c>, the share of replies that MaxReplyTokens cut. A mean of nothing is left out.
    /// </summary>
    /// <param name="rollouts">The responses.</param>
    public static Dictionary<string, double> Of(IReadOnlyList<Rollout> rollouts)
    {
        var metrics = new Dictionary<string, double>();
        if (rollouts.Count > 0)
        {
            int[] turns = [.. rollouts.Select(rollout => rollout.Turns.OfType<PolicyTurn>().Count())];
            metrics["turns"] = turns.Average();
            metrics["severalTurns"] = turns.Average(count => count > 1 ? 1.0 : 0);
        }

        EnvironmentTurn[] replies = [.. rollouts.SelectMany(rollout => rollout.Turns.OfType<EnvironmentTurn>())];
        if (replies.Length > 0)
            metrics["repliesCut"] = replies.Average(reply => reply.IsCut ? 1.0 : 0);
        return metrics;
    }
}

using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>The responses to one drawn problem, from the draw until all of them are finished.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="DrawnAt">The iteration that drew it.</param>
/// <param name="Responses">Its responses, without those that were dropped.</param>
internal sealed record PendingGroup(Problem Problem, int DrawnAt, IReadOnlyList<RolloutOutcome> Responses)
{
    /// <summary>The responses to continue.</summary>
    public IEnumerable<RolloutRequest> Unfinished => Responses.OfType<RolloutOutcome.Unfinished>().Select(response => response.Request);

    /// <summary>The responses that are done.</summary>
    public IReadOnlyList<Rollout> Finished => [.. Responses.OfType<RolloutOutcome.Finished>().Select(response => response.Rollout)];

    /// <summary>Whether all are done.</summary>
    public bool IsFinished => !Unfinished.Any();
}

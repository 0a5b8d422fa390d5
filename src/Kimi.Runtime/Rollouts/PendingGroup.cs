using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>The responses to one drawn problem, from the draw until all of them are finished.</summary>
/// <param name="Problem">The problem's id.</param>
/// <param name="DrawnAt">The iteration that drew it.</param>
/// <param name="Responses">Its responses, without those that were dropped.</param>
internal sealed record PendingGroup(string Problem, int DrawnAt, ValueList<PendingResponse> Responses)
{
    /// <summary>Whether all are done.</summary>
    public bool IsFinished => Responses.All(response => response.Rollout is not null);
}

/// <summary>A response, from its request until it is finished.</summary>
/// <param name="Request">The request that begins or continues it.</param>
/// <param name="Rollout">The response when it is finished, else null.</param>
internal sealed record PendingResponse(RolloutRequest Request, Rollout? Rollout);

using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>What becomes of an episode.</summary>
internal abstract record EpisodeStep
{
    private EpisodeStep()
    {
    }

    /// <summary>The policy has the next turn.</summary>
    /// <param name="Request">The request that continues it.</param>
    public sealed record Going(RolloutRequest Request) : EpisodeStep;

    /// <summary>It is over.</summary>
    /// <param name="Reason">Why, if not for the reason for which the policy's turn ended.</param>
    public sealed record Ended(StopReason? Reason) : EpisodeStep;

    /// <summary>The environment failed.</summary>
    /// <param name="Trouble">How.</param>
    public sealed record Broken(Verdict Trouble) : EpisodeStep;
}

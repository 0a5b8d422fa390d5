namespace Kimi.Dsl;

/// <summary>Shapes how responses are generated. Implement <see cref="IStopRule"/> or <see cref="IRolloutSchedule"/>.</summary>
public interface IRolloutRule;

/// <summary>Ends responses early, in addition to the end of text, stop texts and the length limit.</summary>
public interface IStopRule : IRolloutRule
{
    /// <summary>Why a response ends with its newest token; null if it continues. Called after every token, so it must be quick.</summary>
    /// <param name="tokens">The response's tokens so far, at least one; over all its segments.</param>
    StopReason? Check(ReadOnlySpan<int> tokens);
}

/// <summary>How responses spread over iterations (paper 2.6.2). Without one, every response is finished in the iteration in which it begins.</summary>
public interface IRolloutSchedule : IRolloutRule
{
    /// <summary>The most tokens by which a response grows in one iteration; at least 1. An unfinished response continues in the next.</summary>
    int TokenBudget { get; }

    /// <summary>For how many iterations after its first a response may continue; older ones are dropped and counted.</summary>
    int MaxAge { get; }

    /// <summary>How many iterations old a segment may be and still count in the loss: 0 for those of the current iteration only.</summary>
    int MaxSegmentAge { get; }
}

namespace Kimi.Dsl;

/// <summary>Shapes how responses are generated. Implement <see cref="IStopRule"/> or <see cref="IRolloutSchedule"/>.</summary>
public interface IRolloutRule;

/// <summary>Ends responses early. Beside it the end of text, stop texts and the length limit end them.</summary>
public interface IStopRule : IRolloutRule
{
    /// <summary>Whether a response ends with its newest token, and as what; null to go on. Called after every token, so it must be quick.</summary>
    /// <param name="tokens">The response's tokens so far, at least one; over all its segments.</param>
    StopReason? Check(ReadOnlySpan<int> tokens);
}

/// <summary>How responses spread over iterations (paper 2.6.2). Without one, every response is finished in the iteration it begins in.</summary>
public interface IRolloutSchedule : IRolloutRule
{
    /// <summary>The most tokens a response grows by in one iteration; at least 1. What is unfinished then goes on in the next.</summary>
    int TokenBudget { get; }

    /// <summary>How many iterations after its first a response may still go on; older ones are dropped and counted.</summary>
    int MaxAge { get; }

    /// <summary>How many iterations old a segment may be to count in the loss: 0 for the current iteration's only.</summary>
    int MaxSegmentAge { get; }
}

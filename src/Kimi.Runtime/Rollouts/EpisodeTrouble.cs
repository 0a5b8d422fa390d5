using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>What an environment did wrong.</summary>
/// <param name="message">What, and what to do.</param>
internal sealed class EpisodeFault(string message) : Exception(message);

/// <summary>An episode cannot go on.</summary>
/// <param name="trouble">Why: a fault, or that there was no reply in time.</param>
internal sealed class EpisodeBrokenException(Verdict trouble) : Exception($"{trouble}")
{
    /// <summary>Why: a fault, or that there was no reply in time.</summary>
    public Verdict Trouble => trouble;

    /// <summary>An episode cannot go on because of an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="environment">The environment.</param>
    public static EpisodeBrokenException Of(Exception exception, EnvironmentAttribute environment) =>
        new(exception is EpisodeFault ? new Verdict.Fault(environment.Name, exception.Message) : Verdict.Fault.Of(exception));
}

/// <summary>An episode is gone with the process that it was in; it may be begun again.</summary>
/// <param name="how">How the process ended.</param>
internal sealed class EpisodeLostException(string how) : Exception(how);

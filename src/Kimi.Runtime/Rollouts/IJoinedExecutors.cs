using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Executors that come and go while a run goes on, in addition to those that it has from the start.</summary>
internal interface IJoinedExecutors
{
    /// <summary>Raised when one has come, on any thread.</summary>
    event Action? Joined;

    /// <summary>Those that are there now.</summary>
    IReadOnlyList<IRolloutExecutor> Present { get; }

    /// <summary>Lets executors come, from the first call on.</summary>
    Task OpenAsync();
}

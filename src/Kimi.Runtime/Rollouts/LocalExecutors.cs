using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rollouts;

/// <summary>The rollout workers of this process.</summary>
internal sealed class LocalExecutors : IDisposable
{
    private readonly IReadOnlyList<LocalExecutor> _executors;

    public LocalExecutors(RolloutEngine engine, IPolicySource policies, StopRules rules, IOptions<KimiOptions> options, TimeProvider time)
    {
        var count = Count(options.Value);
        _executors = [.. Enumerable.Range(1, count).Select(number => new LocalExecutor($"rollout worker {number}", engine, policies, rules, options, time))];
    }

    /// <summary>How many rollout workers the settings ask for.</summary>
    public static int Count(KimiOptions options) => options.RolloutWorkers > 0 ? options.RolloutWorkers : options.ThreadCount;

    public IReadOnlyList<IRolloutExecutor> All => _executors;

    public void Dispose()
    {
        foreach (var executor in _executors)
            executor.Dispose();
    }
}

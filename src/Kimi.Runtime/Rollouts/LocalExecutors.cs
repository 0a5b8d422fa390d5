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
        var count = options.Value.RolloutWorkers > 0 ? options.Value.RolloutWorkers : options.Value.ThreadCount;
        _executors = [.. Enumerable.Range(1, count).Select(number => new LocalExecutor($"rollout worker {number}", engine, policies, rules, options, time))];
    }

    public IReadOnlyList<IRolloutExecutor> All => _executors;

    public void Dispose()
    {
        foreach (var executor in _executors)
            executor.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Sandbox.Serving;

/// <summary>What a served sandbox has done, in Prometheus' text format.</summary>
internal sealed class ServerMetrics
{
    private readonly ConcurrentDictionary<string, long> _outcomes = [];
    private long _refused;
    private double _cpuSeconds;

    /// <summary>Counts an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Count(RunOutcome outcome)
    {
        _outcomes.AddOrUpdate(outcome.GetType().Name, 1, (_, count) => count + 1);
        var usage = outcome switch
        {
            RunOutcome.Exited exited => exited.Usage,
            RunOutcome.Signalled signalled => signalled.Usage,
            RunOutcome.LimitReached reached => reached.Usage,
            _ => null,
        };
        lock (_outcomes)
            _cpuSeconds += usage?.CpuSeconds ?? 0;
    }

    /// <summary>Counts a job that was told to come again.</summary>
    public void CountRefused() => Interlocked.Increment(ref _refused);

    /// <summary>All of it as text.</summary>
    /// <param name="jobs">The jobs under way.</param>
    public string Text(int jobs)
    {
        var text = new StringBuilder("# TYPE kimi_sandbox_runs_total counter\n");
        foreach (var (outcome, count) in _outcomes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"kimi_sandbox_runs_total{{outcome=\"{outcome}\"}} {count}\n");
        lock (_outcomes)
            text.Append(CultureInfo.InvariantCulture, $"# TYPE kimi_sandbox_cpu_seconds_total counter\nkimi_sandbox_cpu_seconds_total {_cpuSeconds}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE kimi_sandbox_refused_total counter\nkimi_sandbox_refused_total {Interlocked.Read(ref _refused)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE kimi_sandbox_jobs gauge\nkimi_sandbox_jobs {jobs}\n");
        return text.ToString();
    }
}

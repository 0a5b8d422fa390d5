using System.Diagnostics;

namespace Kimi.Runtime.Stages;

/// <summary>How long the phases of an iteration took, from its creation on; one that comes several times counts with all of them.</summary>
internal sealed class PhaseTimes
{
    private readonly Dictionary<string, double> _seconds = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Seconds of all phases that ended.</summary>
    public double Seconds => _seconds.Values.Sum();

    /// <summary>Seconds of a phase.</summary>
    public double this[string phase] => _seconds[phase];

    /// <summary>Ends a phase, which began where the previous one ended.</summary>
    public void End(string phase) => _seconds[phase] = _seconds.GetValueOrDefault(phase) + _watch.Elapsed.TotalSeconds - Seconds;
}

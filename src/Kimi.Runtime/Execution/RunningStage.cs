using System.Diagnostics;
using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>The context of a stage under way.</summary>
internal sealed class RunningStage : StageContext, IDisposable
{
    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
    private readonly Checkpoints _checkpoints;
    private readonly double _earlierSeconds;
    private readonly MetricsLog _log;
    private readonly Listeners _listeners;
    private readonly Dictionary<string, double> _summary = [];

    public RunningStage(string name, ulong seed, ArtifactStore.StoredStage place, Listeners listeners)
    {
        StageName = name;
        Seed = seed;
        OutputFolder = place.OutputFolder;
        _checkpoints = new(place.CheckpointsFolder, () => Seconds);
        _earlierSeconds = _checkpoints.LatestSeconds;
        _log = new(place.MetricsFile, _checkpoints.Latest?.Step ?? 0);
        _listeners = listeners;
    }

    public override string StageName { get; }

    public override ulong Seed { get; }

    public override string OutputFolder { get; }

    public override ICheckpoints Checkpoints => _checkpoints;

    public double Seconds => _earlierSeconds + _stopwatch.Elapsed.TotalSeconds;

    public IReadOnlyDictionary<string, double> Summary => _summary;

    public override void Record(int step, int steps, IReadOnlyDictionary<string, double> metrics)
    {
        var recorded = new StepMetrics(StageName, step, steps, metrics);
        _log.Record(recorded);
        _listeners.Record(recorded);
    }

    public override void Summarize(string metric, double value) => _summary[metric] = value;

    public void Dispose() => _log.Dispose();
}

using System.Diagnostics;
using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>The context of a running stage.</summary>
internal sealed class RunningStage : StageContext, ICheckpointed, IDisposable
{
    private const string ElapsedFile = "elapsed-seconds.txt";
    private const string FingerprintFile = "fingerprint.txt";

    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
    private readonly Checkpoints _checkpoints;
    private readonly FileLock _lock;
    private readonly MetricsLog _metrics;
    private readonly MetricsLog _measurements;
    private readonly Listeners _listeners;
    private readonly Lazy<string> _fingerprint;
    private readonly Dictionary<string, double> _summary = [];
    private double _earlierSeconds;

    /// <summary>Prepares the context.</summary>
    /// <param name="name">The stage's name.</param>
    /// <param name="address">Its address.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="fingerprint">What the last bits of results depend on here.</param>
    /// <param name="place">Its place in the store.</param>
    /// <param name="placeLock">The lock on that place.</param>
    /// <param name="components">Its components that have state.</param>
    /// <param name="listeners">Who follows the run.</param>
    public RunningStage(
        string name, string address, ulong seed, Func<string> fingerprint, ArtifactStore.StoredStage place, FileLock placeLock,
        IEnumerable<CheckpointPart> components, Listeners listeners)
    {
        (StageName, Address, Seed, _fingerprint, _lock) = (name, address, seed, new(fingerprint), placeLock);
        OutputFolder = place.OutputFolder;
        _checkpoints = new(name, place, [new(this, ""), .. components], listeners.Warn);
        LogFolder = place.LogFolder;
        _metrics = new(place.MetricsFile, _checkpoints.LatestStep ?? 0);
        _measurements = new(place.MeasurementsFile, _checkpoints.LatestStep ?? 0);
        _listeners = listeners;
    }

    public override string StageName { get; }

    public override string Address { get; }

    public override ulong Seed { get; }

    public override string OutputFolder { get; }

    public override string LogFolder { get; }

    public override ICheckpoints Checkpoints => _checkpoints;

    /// <summary>The step that the newest checkpoint continues with, or null if the stage starts from the beginning.</summary>
    public int? FromStep => _checkpoints.LatestStep;

    /// <summary>Seconds spent on the stage, over all the processes that worked on it.</summary>
    public double Seconds => _earlierSeconds + _stopwatch.Elapsed.TotalSeconds;

    public IReadOnlyDictionary<string, double> Summary => _summary;

    public override void Record(int step, int steps, IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, double> measurements)
    {
        _metrics.Record(step, metrics);
        _measurements.Record(step, measurements);
        _listeners.Record(new(StageName, step, steps, metrics, measurements));
    }

    public override void Summarize(string metric, double value) => _summary[metric] = value;

    /// <summary>Flushes the metrics to the device.</summary>
    /// <exception cref="KimiException">They, or the stage's whole folder, were deleted or cut while the stage ran.</exception>
    public void Flush()
    {
        _metrics.Flush();
        _measurements.Flush();
        if (!_metrics.IsWhole || !_measurements.IsWhole || !_lock.IsInPlace)
        {
            throw new KimiException(
                $"files in the folder of stage {StageName} were deleted or cut while it ran, so that its results would be incomplete: "
                + "run again, and it goes on from its last checkpoint, or else from its start");
        }
    }

    void ICheckpointed.Save(string folder)
    {
        Flush();
        File.WriteAllText(Path.Combine(folder, ElapsedFile), Seconds.ToString("R", CultureInfo.InvariantCulture));
        File.WriteAllText(Path.Combine(folder, FingerprintFile), _fingerprint.Value);
    }

    void ICheckpointed.Load(string folder)
    {
        _earlierSeconds = double.Parse(File.ReadAllText(Path.Combine(folder, ElapsedFile)), CultureInfo.InvariantCulture);
        var before = Path.Combine(folder, FingerprintFile) is var file && File.Exists(file) ? File.ReadAllText(file) : _fingerprint.Value;
        if (before != _fingerprint.Value)
            _listeners.Warn($"stage {StageName} goes on as '{_fingerprint.Value}' from a checkpoint of '{before}': its results may differ in their last bits");
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _measurements.Dispose();
    }
}

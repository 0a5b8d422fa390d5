using Kimi.Dsl;

namespace Kimi.Cli.Display;

/// <summary>How far a stage is.</summary>
/// <param name="name">The stage's name.</param>
/// <param name="time">Measures how long it takes.</param>
internal sealed class StageProgress(string name, TimeProvider time)
{
    private const int KeptSteps = 8;

    private readonly Queue<StepMetrics> _latest = new();
    private long _started;
    private int _firstStep;

    /// <summary>The stage's name.</summary>
    public string Name => name;

    /// <summary>The latest steps, oldest first.</summary>
    public IReadOnlyCollection<StepMetrics> Latest => _latest;

    /// <summary>The newest step, or null before the first.</summary>
    public StepMetrics? Newest { get; private set; }

    /// <summary>Seconds since the stage started.</summary>
    public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>The estimated seconds that are left, from the time taken so far; null before the first step.</summary>
    public double? SecondsLeft => Newest is { } step ? Seconds / (step.Step + 1 - _firstStep) * (step.Steps - step.Step - 1) : null;

    /// <summary>Notes that the stage starts.</summary>
    /// <param name="fromStep">The step it continues from.</param>
    public void Start(int? fromStep)
    {
        _started = time.GetTimestamp();
        _firstStep = fromStep ?? 0;
    }

    /// <summary>Takes a step's metrics.</summary>
    public void Record(StepMetrics metrics)
    {
        Newest = metrics;
        _latest.Enqueue(metrics);
        if (_latest.Count > KeptSteps)
            _latest.Dequeue();
    }
}

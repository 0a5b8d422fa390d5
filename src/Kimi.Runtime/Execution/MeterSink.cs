using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>
/// Publishes metrics as instruments of the meter <c>Kimi</c> of System.Diagnostics.Metrics, for OpenTelemetry and dotnet-counters: a gauge for each
/// metric, such as <c>kimi.reward</c>, and the counter <c>kimi.steps</c>, both tagged with the stage.
/// </summary>
internal sealed class MeterSink : IMetricSink, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Kimi";

    private readonly Meter _meter = new(Name);
    private readonly ConcurrentDictionary<string, Gauge<double>> _gauges = new();
    private readonly Counter<long> _steps;

    public MeterSink() => _steps = _meter.CreateCounter<long>("kimi.steps", description: "Training steps and iterations done.");

    public void Record(StepMetrics metrics)
    {
        var stage = new KeyValuePair<string, object?>("stage", metrics.Stage);
        foreach (var (name, value) in metrics.All)
            _gauges.GetOrAdd(name, each => _meter.CreateGauge<double>($"kimi.{each}")).Record(value, stage);
        _steps.Add(1, stage);
    }

    public void Dispose() => _meter.Dispose();
}

using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Execution;

/// <summary>Passes events on to all listeners and metric sinks. One that throws is reported once and then skipped, and so is a sink that hangs.</summary>
/// <param name="listeners">The listeners.</param>
/// <param name="sinks">The sinks.</param>
/// <param name="limit">How long a sink may take for the metrics of a step.</param>
/// <param name="time">Measures that.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class Listeners(
    IEnumerable<IRunListener> listeners, IEnumerable<IMetricSink> sinks, TimeSpan limit, TimeProvider time, ILogger<Listeners> logger)
{
    private readonly List<IRunListener> _listeners = [.. listeners];
    private readonly List<IMetricSink> _sinks = [.. sinks];

    public void RunStarted(RunInfo run, IReadOnlyList<Stage> stages) => Tell(_listeners, listener => listener.RunStarted(run, stages));

    public void StageStarted(Stage stage, int? fromStep) => Tell(_listeners, listener => listener.StageStarted(stage, fromStep));

    public void StageFinished(StageResult result) => Tell(_listeners, listener => listener.StageFinished(result));

    public void RunFinished(IReadOnlyList<StageResult> results) => Tell(_listeners, listener => listener.RunFinished(results));

    public void Record(StepMetrics metrics)
    {
        Tell(_listeners, listener => listener.Record(metrics));
        Tell(_sinks, sink => Record(sink, metrics));
    }

    /// <summary>Tells what is unusual but stops nothing.</summary>
    public void Warn(string message) => logger.LogWarning("{Message}", message);

    // Sinks write to networks and databases.
    private void Record(IMetricSink sink, StepMetrics metrics)
    {
        try
        {
            TimedCall.RunAsync(Call, limit, time, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (TimeLimitException)
        {
            throw new KimiException($"it has not come back from step {metrics.Step} of stage {metrics.Stage} for {limit.TotalSeconds:0.###} s");
        }

        ValueTask<bool> Call(CancellationToken cancellationToken)
        {
            sink.Record(metrics);
            return new(true);
        }
    }

    private void Tell<T>(List<T> receivers, Action<T> message)
        where T : notnull
    {
        foreach (var receiver in receivers.ToList())
        {
            try
            {
                message(receiver);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                receivers.Remove(receiver);
                logger.LogWarning(
                    exception, "{Receiver} failed ({Message}) and gets no more of this run's metrics", receiver.GetType().Name, exception.Message);
            }
        }
    }
}

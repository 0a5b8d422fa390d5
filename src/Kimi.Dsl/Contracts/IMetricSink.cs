namespace Kimi.Dsl;

/// <summary>Receives metrics as they are recorded. A sink that throws is reported once and then skipped; it never stops training.</summary>
public interface IMetricSink
{
    /// <summary>Takes the metrics of one step.</summary>
    /// <param name="metrics">The metrics.</param>
    void Record(StepMetrics metrics);
}

/// <summary>The metrics of one step of a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Step">The step or iteration, 0-based.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Values">Name and value of each metric that a run with the same options and seed reproduces, bit for bit.</param>
/// <param name="Measurements">Name and value of each measurement that depends on the machine and the moment: seconds, tokens per second, memory.</param>
public sealed record StepMetrics(
    string Stage, int Step, int Steps, IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, double> Measurements)
{
    /// <summary>Metrics and measurements together.</summary>
    public IEnumerable<KeyValuePair<string, double>> All => Values.Concat(Measurements);
}

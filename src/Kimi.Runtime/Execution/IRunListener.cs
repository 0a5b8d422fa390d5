using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>Follows a run, as the console does. A listener that throws is reported once and then skipped.</summary>
public interface IRunListener : IMetricSink
{
    /// <summary>A run begins.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stages">The stages it will go through, in order.</param>
    void RunStarted(RunInfo run, IReadOnlyList<Stage> stages);

    /// <summary>A stage begins to be computed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="fromStep">The step it continues from, or null if it starts from the beginning.</param>
    void StageStarted(Stage stage, int? fromStep);

    /// <summary>A stage is done, or was already done.</summary>
    /// <param name="result">Its outcome.</param>
    void StageFinished(StageResult result);

    /// <summary>The run ends: completed, stopped or failed.</summary>
    /// <param name="results">The stages that are done.</param>
    void RunFinished(IReadOnlyList<StageResult> results);
}

/// <summary>One run of a recipe.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Id">The run's id: runs with the same options have the same id, so that running again continues.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Seed">The seed in force.</param>
public sealed record RunInfo(string Recipe, string Id, string Folder, int Seed);

/// <summary>The outcome of a stage.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Cached">Whether its output already existed.</param>
/// <param name="Seconds">How long it took when it was computed.</param>
/// <param name="Metrics">Its final metrics.</param>
/// <param name="Folder">The folder with its output, metrics and manifest.</param>
public sealed record StageResult(string Stage, bool Cached, double Seconds, IReadOnlyDictionary<string, double> Metrics, string Folder);

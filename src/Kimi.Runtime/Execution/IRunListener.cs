using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>Follows a run, such as the console does. A listener that throws is reported once and left out.</summary>
public interface IRunListener : IMetricSink
{
    /// <summary>A run begins.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stages">The stages it will go through, in order.</param>
    void RunStarted(RunInfo run, IReadOnlyList<Stage> stages);

    /// <summary>A stage begins to be computed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="fromStep">The step it goes on from, or null when it starts from its beginning.</param>
    void StageStarted(Stage stage, int? fromStep);

    /// <summary>A stage is done, or was done already.</summary>
    /// <param name="result">What came of it.</param>
    void StageFinished(StageResult result);

    /// <summary>The run ends: completed, stopped or failed.</summary>
    /// <param name="results">The stages that are done.</param>
    void RunFinished(IReadOnlyList<StageResult> results);
}

/// <summary>One run of a recipe.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Id">The run's id: runs of the same options have the same, so that running again goes on.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Seed">The seed in force.</param>
public sealed record RunInfo(string Recipe, string Id, string Folder, int Seed);

/// <summary>What came of a stage.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Cached">Whether its output was there already.</param>
/// <param name="Seconds">How long computing it took, at the time.</param>
/// <param name="Metrics">Its final metrics.</param>
/// <param name="Folder">The folder with its output, metrics and manifest.</param>
public sealed record StageResult(string Stage, bool Cached, double Seconds, IReadOnlyDictionary<string, double> Metrics, string Folder);

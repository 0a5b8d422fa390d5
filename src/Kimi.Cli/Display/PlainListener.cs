using Kimi.Cli.Metrics;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Shows a run as lines, for files and pipes: one as a stage starts and ends, and a few in between.</summary>
/// <param name="console">The console.</param>
/// <param name="time">Measures how long stages take.</param>
internal sealed class PlainListener(IAnsiConsole console, TimeProvider time) : ConsoleListener(console)
{
    private const int EveryStepUpTo = 50;
    private const int LinesOfLongStage = 10;

    private IReadOnlyList<Stage> _stages = [];
    private StageProgress? _current;

    /// <inheritdoc/>
    public override void RunStarted(RunInfo run, IReadOnlyList<Stage> stages)
    {
        base.RunStarted(run, stages);
        _stages = stages;
        Line($"{run.Recipe}: run {run.Id}, seed {run.Seed}, {stages.Count} stages, in {run.Folder}");
    }

    /// <inheritdoc/>
    public override void StageStarted(Stage stage, int? fromStep)
    {
        _current = new(stage.Name, time);
        _current.Start(fromStep);
        Line($"{Place(stage.Name)}: {(fromStep is null ? "starts" : $"goes on from step {fromStep}")}");
    }

    /// <inheritdoc/>
    public override void Record(StepMetrics metrics)
    {
        _current!.Record(metrics);
        var done = metrics.Step + 1;
        var interval = metrics.Steps <= EveryStepUpTo ? 1 : (metrics.Steps + LinesOfLongStage - 1) / LinesOfLongStage;
        if (done % interval == 0 || done == metrics.Steps)
            Line($"  {metrics.Stage} {done}/{metrics.Steps}: {MetricText.Line(metrics.All, count: 6)}, "
                + $"{MetricText.Duration(_current.SecondsLeft!.Value)} left");
    }

    /// <inheritdoc/>
    public override void StageFinished(StageResult result)
    {
        var metrics = result.Metrics.Count > 0 ? $": {MetricText.Line(result.Metrics)}" : "";
        Line($"{Place(result.Stage)}: {(result.Cached ? "there already" : $"done in {MetricText.Duration(result.Seconds)}")}{metrics}");
    }

    private string Place(string stage) => $"[{_stages.Index().First(entry => entry.Item.Name == stage).Index + 1}/{_stages.Count}] {stage}";
}

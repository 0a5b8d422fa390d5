using Kimi.Cli.Metrics;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Shows a run on a terminal as a live table: its stages, and the latest steps of the running one.</summary>
/// <param name="console">The terminal.</param>
/// <param name="notices">What else is written to it.</param>
/// <param name="time">Measures how long stages take, and triggers drawing.</param>
internal sealed class LiveListener(IAnsiConsole console, Notices notices, TimeProvider time) : ConsoleListener(console)
{
    // In addition to the number of the step; a column takes about this many characters with its borders.
    private const int LeastMetrics = 5;
    private const int MostMetrics = 12;
    private const int ColumnWidth = 11;

    // There may be a hundred training steps per second; draw at a rate that the eye can follow.
    private static readonly TimeSpan s_drawingInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _end = new();
    private readonly Dictionary<string, StageResult> _results = [];
    private IReadOnlyList<StageProgress> _stages = [];
    private StageProgress? _current;
    private LiveDisplayContext? _display;
    private Task? _live;
    private ITimer? _timer;

    /// <inheritdoc/>
    public override void RunStarted(RunInfo run, IReadOnlyList<Stage> stages)
    {
        base.RunStarted(run, stages);
        _stages = [.. stages.Select(stage => new StageProgress(stage.Name, time))];
        _live = Console.Live(Picture()).AutoClear(true).StartAsync(display =>
        {
            _display = display;
            return _end.Task;
        });
        notices.Live = Console;
        _timer = time.CreateTimer(_ => DrawOrStop(), null, s_drawingInterval, s_drawingInterval);
    }

    /// <inheritdoc/>
    public override void StageStarted(Stage stage, int? fromStep)
    {
        lock (_lock)
        {
            _current = _stages.First(progress => progress.Name == stage.Name);
            _current.Start(fromStep);
            Draw();
        }
    }

    /// <inheritdoc/>
    public override void Record(StepMetrics metrics)
    {
        lock (_lock)
            _current!.Record(metrics);
    }

    /// <inheritdoc/>
    public override void StageFinished(StageResult result)
    {
        lock (_lock)
        {
            _results[result.Stage] = result;
            _current = null;
            Draw();
        }
    }

    /// <inheritdoc/>
    public override void RunFinished(IReadOnlyList<StageResult> results)
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _display = null;
            _end.TrySetResult();
        }

        _live!.GetAwaiter().GetResult();
        notices.Live = null;
        base.RunFinished(results);
    }

    // An exception on the timer's thread would end the process, and the training with it.
    private void DrawOrStop()
    {
        try
        {
            lock (_lock)
                Draw();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _timer?.Dispose();
        }
    }

    private void Draw()
    {
        _display?.UpdateTarget(Picture());
        _display?.Refresh();
    }

    private Rows Picture() => _current is { Newest: not null } current ? new(Stages(), LatestSteps(current)) : new(Stages());

    private Table Stages()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("stage", "", "progress", "time", "metrics");
        foreach (var stage in _stages)
            table.AddRow(Row(stage).Select(TerminalText.Cell).ToArray());
        return table;
    }

    private IEnumerable<string> Row(StageProgress stage)
    {
        if (_results.TryGetValue(stage.Name, out var result))
            return [stage.Name, result.Cached ? "cached" : "done", "", MetricText.Duration(result.Seconds), MetricText.Line(result.Metrics, count: 3)];
        if (stage != _current)
            return [stage.Name, "waits", "", "", ""];
        var progress = stage.Newest is { } step ? $"{step.Step + 1}/{step.Steps}, {MetricText.Duration(stage.SecondsLeft!.Value)} left" : "";
        return [stage.Name, "runs", progress, MetricText.Duration(stage.Seconds), stage.Newest is { } newest ? MetricText.Line(newest.All, count: 2) : ""];
    }

    private Table LatestSteps(StageProgress stage)
    {
        var shown = Math.Clamp((Console.Profile.Width / ColumnWidth) - 1, LeastMetrics, MostMetrics);
        var metrics = MetricText.Foremost(stage.Newest!.All.Select(metric => metric.Key), shown);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("step").RightAligned());
        foreach (var metric in metrics)
            table.AddColumn(new TableColumn(TerminalText.Cell(MetricText.Heading(metric))).RightAligned());
        foreach (var step in stage.Latest)
        {
            var values = step.All.ToDictionary();
            string[] cells =
                [$"{step.Step + 1}", .. metrics.Select(metric => values.TryGetValue(metric, out var value) ? MetricText.Value(metric, value) : "")];
            table.AddRow(cells.Select(TerminalText.Cell).ToArray());
        }

        return table;
    }
}

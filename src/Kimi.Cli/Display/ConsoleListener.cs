using Kimi.Cli.Metrics;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Shared;
using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Shows a run on the console, and its results at the end.</summary>
/// <param name="console">The console.</param>
internal abstract class ConsoleListener(IAnsiConsole console) : IRunListener
{
    private RunInfo? _run;

    /// <summary>The console.</summary>
    protected IAnsiConsole Console => console;

    /// <summary>A live table on a terminal, plain lines elsewhere.</summary>
    public static ConsoleListener For(IAnsiConsole console, Notices notices, TimeProvider time) =>
        console.Profile.Capabilities is { Interactive: true, Ansi: true } ? new LiveListener(console, notices, time) : new PlainListener(console, time);

    /// <inheritdoc/>
    public virtual void RunStarted(RunInfo run, IReadOnlyList<Stage> stages) => _run = run;

    /// <inheritdoc/>
    public abstract void StageStarted(Stage stage, int? fromStep);

    /// <inheritdoc/>
    public abstract void Record(StepMetrics metrics);

    /// <inheritdoc/>
    public abstract void StageFinished(StageResult result);

    /// <inheritdoc/>
    public virtual void RunFinished(IReadOnlyList<StageResult> results)
    {
        console.Write(Results(results));
        var computed = MetricText.Duration(results.Where(result => !result.Cached).Sum(result => result.Seconds));
        Line($"run {_run!.Id} of {_run.Recipe}: {computed} of computing; {Path.Combine(_run.Folder, "summary.json")}");
    }

    /// <summary>Writes a line of any length: Spectre would break long ones.</summary>
    protected void Line(string text) => console.Profile.Out.Writer.WriteLine(VisibleText.Line(text));

    /// <summary>The table of the stages' outcomes.</summary>
    public static Table Results(IReadOnlyList<StageResult> results)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("stage", "sampled accuracy (95%)", "greedy accuracy (95%)", "tokens", "time", "");
        foreach (var result in results)
        {
            var accuracies = StageAccuracy.Of(result.Stage, result.Metrics).DefaultIfEmpty(new(result.Stage, "", "", ""));
            foreach (var (name, sampled, greedy, tokens) in accuracies)
            {
                string[] cells = [name, sampled, greedy, tokens, MetricText.Duration(result.Seconds), result.Cached ? "cached" : ""];
                table.AddRow(cells.Select(TerminalText.Cell).ToArray());
            }
        }

        return table;
    }
}

using System.CommandLine;
using System.Globalization;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>runs</c>: the existing runs, by the <c>summary.json</c> that each keeps.</summary>
internal sealed class RunsCommand : Command
{
    public RunsCommand(CommandContext context)
        : base("runs", "Lists runs with their stages and results.")
    {
        var common = CommonOptions.AddTo(this);
        SetAction(arguments => Write(context, context.Configure(common.Read(arguments)).Options.RunsFolder));
    }

    private static void Write(CommandContext context, string folder)
    {
        var summaries = Summaries(folder).OrderByDescending(File.GetLastWriteTimeUtc).ToList();
        if (summaries.Count == 0)
        {
            context.Console.WriteLine(TerminalText.Line($"There are no runs in {Path.GetFullPath(folder)}."));
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("recipe", "run", "when", "stages done", "metrics");
        foreach (var summary in summaries)
            table.AddRow(Row(context, summary).Select(TerminalText.Line).Select(TerminalText.Cell).ToArray());
        context.Console.Write(table);
    }

    // Links such as latest lead to runs that are listed under their own names.
    private static IEnumerable<string> Summaries(string folder) =>
        !Directory.Exists(folder)
            ? []
            : from recipe in new DirectoryInfo(folder).EnumerateDirectories()
              from run in recipe.EnumerateDirectories()
              where run.LinkTarget is null
              let summary = Path.Combine(run.FullName, "summary.json")
              where File.Exists(summary)
              select summary;

    private static IEnumerable<string> Row(CommandContext context, string path)
    {
        var run = Path.GetDirectoryName(path)!;
        var when = File.GetLastWriteTime(path).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        try
        {
            var summary = RecordedFile.Read<Summary>(path, "run the recipe again to write it anew");
            var all = context.Recipes.Names.Contains(summary.Recipe) ? $" of {context.Recipes.Find(summary.Recipe).Stages.Count}" : "";
            return [summary.Recipe, summary.Run, when, $"{summary.Stages.Count}{all}", Metrics(summary.Stages)];
        }
        catch (KimiException exception)
        {
            return [Path.GetFileName(Path.GetDirectoryName(run)!), Path.GetFileName(run), when, "?", exception.Message];
        }
    }

    private static string Metrics(OrderedDictionary<string, StageSummary> stages)
    {
        var numbers = stages.Select(stage => (stage.Key, Metrics: stage.Value.Metrics
            .Where(metric => metric.Value is not null)
            .ToDictionary(metric => metric.Key, metric => metric.Value!.Value))).ToList();
        var accuracies = numbers.SelectMany(stage => StageAccuracy.Of(stage.Key, stage.Metrics)).ToList();
        if (accuracies.Count > 0)
            return string.Join(", ", accuracies.Select(accuracy => $"{accuracy.Name} {accuracy.Sampled}"));
        return numbers.LastOrDefault(stage => stage.Metrics.Count > 0) is { Key: { } name } last ? $"{name}: {MetricText.Line(last.Metrics)}" : "";
    }

    private sealed record Summary
    {
        public required string Recipe { get; init; }

        public required string Run { get; init; }

        public required OrderedDictionary<string, StageSummary> Stages { get; init; }
    }

    // A struct, since the serializer would accept null for an entry that is a class.
    private readonly record struct StageSummary
    {
        public required IReadOnlyDictionary<string, double?> Metrics { get; init; }
    }
}

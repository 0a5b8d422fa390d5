using System.CommandLine;
using Kimi.Cli.Hosting;
using Kimi.Cli.Reports;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Commands;

/// <summary><c>report</c>: one HTML file on runs, and its figures as PNG.</summary>
internal sealed class ReportCommand : Command
{
    private const string SummaryFile = "summary.json";

    public ReportCommand(CommandContext context)
        : base("report",
            "Writes one HTML file on runs, with curves, tables next to the paper's, the graph, options and responses, and its figures as PNG files.")
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "A run's folder, such as runs/quickstart/latest, or a recipe's name for its latest run; several are compared.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output")
        {
            Description = "The file to write; by default report.html in the first run's folder.",
            HelpName = "file",
        };
        Arguments.Add(runs);
        Options.Add(output);
        var common = CommonOptions.AddRunsTo(this);
        SetAction(arguments =>
        {
            var runsFolder = context.Configure(common.Read(arguments)).Options.RunsFolder;
            var read = arguments.GetRequiredValue(runs).Select(run => RecordedRun.Read(Find(context.Recipes, run, runsFolder))).ToList();
            var file = Path.GetFullPath(FileIn(arguments.GetValue(output)) ?? Path.Combine(read[0].Folder, "report.html"));
            var figures = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}-figures");
            var count = new Report(RunGroup.All(read)).Write(file, figures);
            context.Console.Profile.Out.Writer.WriteLine($"{file}\n{count} figures in {figures}");
        });
    }

    private static string? FileIn(string? output) => output is null || (Path.GetFileName(output).Length > 0 && !Directory.Exists(output))
        ? output
        : throw new KimiException($"--output '{output}' names no file: give one such as reports/context.html");

    private static string Find(RecipeCatalog recipes, string run, string runsFolder)
    {
        if (recipes.Names.FirstOrDefault(name => name.Equals(run, StringComparison.OrdinalIgnoreCase)) is { } recipe)
            return Latest(Path.Combine(runsFolder, recipe))
                ?? throw new KimiException($"{recipe} has no run in {Path.GetFullPath(runsFolder)}: run it first, or name the folder of runs with --runs");
        if (Directory.Exists(run))
            return run;
        return File.Exists(run) && Path.GetFileName(run) == SummaryFile
            ? Path.GetDirectoryName(Path.GetFullPath(run))!
            : throw new KimiException(
                $"'{run}' is neither a run's folder nor a recipe: give a folder such as runs/quickstart/latest, or the name of a recipe that has run");
    }

    private static string? Latest(string recipeFolder) => !Directory.Exists(recipeFolder) ? null : new DirectoryInfo(recipeFolder).EnumerateDirectories()
        .Where(run => run.LinkTarget is null && File.Exists(Path.Combine(run.FullName, SummaryFile)))
        .MaxBy(run => File.GetLastWriteTimeUtc(Path.Combine(run.FullName, SummaryFile)))?.FullName;
}

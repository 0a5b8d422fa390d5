using System.CommandLine;
using System.Text.Json.Nodes;
using Kimi.Cli.Hosting;
using Kimi.Cli.Sweeps;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Shared;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>sweep</c>: runs arms and seeds in parallel, each in a process with one thread, and summarises the results.</summary>
internal sealed class SweepCommand : Command
{
    private const int Failure = 1;

    public SweepCommand(CommandContext context)
        : base("sweep", "Runs recipes under several settings and seeds in parallel, and compares them. Stages that runs share are computed once.")
    {
        var recipes = new Argument<string[]>("recipe") { Description = "The recipe's name, or several.", Arity = ArgumentArity.ZeroOrMore };
        var given = new Option<string[]>("--arm")
        {
            Description = "An arm with settings of its own: a recipe and Key=value, with blanks between; repeat it for several.",
            HelpName = "arm",
        };
        var seeds = new Option<string>("--seeds") { Description = "The seeds, such as 1,2,3 or 1..3.", HelpName = "list", Required = true };
        var until = new Option<string?>("--until") { Description = "Stops every run after this stage.", HelpName = "stage" };
        var jobs = new Option<int>("--jobs")
        {
            Description = "How many runs at a time; by default one per core.",
            HelpName = "n",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var metrics = new Option<string>("--metrics")
        {
            Description = "The metrics of the table, by the names that it prints or their ends; * stands for any characters. sweep.json has all.",
            HelpName = "names",
            DefaultValueFactory = _ => "accuracy,greedyAccuracy,meanTokens",
        };
        var against = new Option<string?>("--against")
        {
            Description = "Compares policies of an evaluation with this one, seed by seed; by default arms are compared with the first arm.",
            HelpName = "policy",
        };
        var name = new Option<string>("--name")
        {
            Description = "The folder of the results, next to the first recipe's runs.",
            HelpName = "name",
            DefaultValueFactory = _ => "sweep",
        };
        Arguments.Add(recipes);
        foreach (var option in new Option[] { given, seeds, until, jobs, metrics, against, name })
            Options.Add(option);
        var common = CommonOptions.AddTo(this);
        SetAction((arguments, cancellationToken) =>
        {
            context.Stopping = StopSignals.AfterCheckpoint;
            if (arguments.GetValue(jobs) < 1)
                throw new KimiException($"--jobs {arguments.GetValue(jobs)} runs nothing: give 1 or more");
            if (arguments.GetRequiredValue(name) is "" or "." or ".." || arguments.GetRequiredValue(name).IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
                throw new KimiException($"--name '{arguments.GetValue(name)}' is not a valid folder name: leave out characters that a file name cannot have");
            var settings = common.Read(arguments);
            var arms = SweepArm.All(arguments.GetValue(recipes) ?? [], settings.Settings, arguments.GetValue(given) ?? [])
                .Select(arm => arm with { Recipe = context.Recipes.Find(arm.Recipe).Name }).ToList();
            var graphs = arms.Select(arm => arm.Recipe).Distinct().Select(context.Recipes.Find).ToList();
            if (arms.SelectMany(arm => arm.Settings).FirstOrDefault(SetsSeed) is { } seed)
                throw new KimiException($"--set {seed} would be overwritten by --seeds: name the seeds there");
            var baseline = arguments.GetValue(against) is { } policy ? RecipeCatalog.FindStage(graphs[0], policy).Name : null;
            var shown = MetricSelection.Parse(arguments.GetRequiredValue(metrics), graphs, arguments.GetValue(until));
            var sweep = new Sweep(
                context, settings, arms, SeedList.Parse(arguments.GetRequiredValue(seeds)), arguments.GetValue(until), baseline,
                arguments.GetRequiredValue(name));
            return sweep.RunAsync(arguments.GetValue(jobs), shown, cancellationToken);
        });
    }

    private static bool SetsSeed(string setting) =>
        setting.Split('=')[0].Split(':')[^1].Equals(nameof(RecipeAttribute.Seed), StringComparison.OrdinalIgnoreCase);

    private sealed class Sweep(
        CommandContext context, ConfigurationArguments given, IReadOnlyList<SweepArm> arms, IReadOnlyList<int> seeds, string? until, string? against,
        string name)
    {
        // All are checked before the first one runs. Runs of one arm have no stages in common, so starting those together causes the least waiting.
        private readonly List<SweepJob> _jobs = [.. arms.SelectMany(arm => seeds.Select(seed => Job(context, given, arm, seed, until)))];

        private readonly DateTimeOffset _started = DateTimeOffset.Now;

        private string Folder => Path.Combine(Path.GetDirectoryName(_jobs[0].RunFolder)!, "sweeps", name);

        public async Task<int> RunAsync(int atATime, MetricSelection metrics, CancellationToken cancellationToken)
        {
            var (results, failed, done) = (new SweepResults(arms, against), new List<string>(), 0);
            using var build = new SweepBuild();
            context.Console.WriteLine($"{arms.Count} arms, {seeds.Count} seeds: {_jobs.Count} runs, {Math.Min(atATime, _jobs.Count)} at a time");
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(_jobs, parallel, async (job, stop) =>
            {
                var exitCode = await job.RunAsync(build.Folder, stop).ConfigureAwait(false);
                lock (results)
                {
                    done++;
                    if (exitCode == 0)
                        results.Add(job);
                    else
                        failed.Add($"{job.Arm.Name}, seed {job.Seed}: {job.LastLine} ({job.LogFile})");
                    context.Console.WriteLine(VisibleText.Line(
                        $"[{done}/{_jobs.Count}] {job.Arm.Name}, seed {job.Seed}: {(exitCode == 0 ? "done" : $"failed with exit code {exitCode}")}, "
                        + $"{job.RunFolder}"));
                    results.Write(Folder, About(done, failed));
                }
            }).ConfigureAwait(false);

            context.Console.Write(SweepTable.Of(arms, results, metrics, against));
            context.Console.WriteLine($"{_jobs.Count - failed.Count} of {_jobs.Count} runs are done; all metrics: {Path.Combine(Folder, "sweep.json")}");
            foreach (var metric in results.Metrics.Count > 0 ? metrics.Missing(results.Metrics) : [])
                context.Notices.Write(
                    $"no run has a metric '{metric}' for the table: choose from "
                    + $"{string.Join(", ", results.Metrics.Select(known => known.Split('.')[^1]).Distinct())}");
            foreach (var line in failed)
                context.Notices.Write($"failed: {line}");
            return failed.Count == 0 ? 0 : Failure;
        }

        private static SweepJob Job(CommandContext context, ConfigurationArguments given, SweepArm arm, int seed, string? until)
        {
            var graph = context.Recipes.Find(arm.Recipe);
            var last = until is null ? null : RecipeCatalog.FindStage(graph, until).Name;
            var threads = given.Flags.TryGetValue("--threads", out var flag) ? flag.Value : "1";
            var settings = arm.Settings.Append($"{nameof(RecipeAttribute.Seed)}={seed}").ToList();
            var app = context.Configure(given with { Settings = settings }, graph.Name);
            var runFolder = Path.GetFullPath(Path.Combine(app.Options.RunsFolder, graph.Name, RunFolders.IdOf(app[graph].Recipe)));
            return new(arm, seed, runFolder,
            [
                "run", graph.Name,
                .. last is null ? Array.Empty<string>() : ["--until", last],
                .. settings.Append($"{KimiOptions.Section}:{nameof(KimiOptions.WaitForStages)}=true").SelectMany(setting => new[] { "--set", setting }),
                .. given.Profile is null ? Array.Empty<string>() : ["--profile", given.Profile],
                .. given.Flags.Where(entry => entry.Key != "--threads").SelectMany(entry => new[] { entry.Key, entry.Value.Value }),
                "--threads", threads,
            ]);
        }

        private JsonObject About(int done, List<string> failed) => new()
        {
            ["command"] = string.Join(' ', context.Arguments),
            ["commit"] = RunSummary.Commit,
            ["started"] = _started.ToString("O"),
            ["minutes"] = Math.Round((DateTimeOffset.Now - _started).TotalMinutes, 1),
            ["runs"] = _jobs.Count,
            ["done"] = done - failed.Count,
            ["failed"] = new JsonArray([.. failed.Select(line => JsonValue.Create(line))]),
            ["against"] = against,
            ["seeds"] = new JsonArray([.. seeds.Select(seed => JsonValue.Create(seed))]),
        };
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Kimi.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Spectre.Console;
using static Kimi.Benchmarks.RecipeProject;

namespace Kimi.Benchmarks;

/// <summary>
/// The cost of generator and rules after a keystroke in a recipe of eight stages, beside that of Roslyn's own binding, in projects of 1 and 20 recipes.
/// </summary>
/// <remarks>
/// As editors do it, each keystroke gives a new compilation, of which the generator runs first. Then the edited file is bound for the compiler's own
/// diagnostics, and all analyzers run over it one after the other, never at once. With analysis of the whole project switched on, they also run over
/// all files and the JSON files, and those that need the whole assembly report. All are measured on the same keystrokes, in turn.
/// </remarks>
internal static class RuleBenchmark
{
    private const int Stages = 8;
    private const int Budget = 2;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(RecipeGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_idle = [new IdleAnalyzer()];

    private static readonly AnalyzerOptions s_options = new([new ConfigurationText("kimi.json", """{ "recipe-0": { "Sft": { "Steps": 1500 } } }""")]);

    private static readonly string[] s_parts =
    [
        "the generator", "a generator that only binds", "binding the file", "an idle analyzer, the file", "all analyzers, the file",
        "an idle analyzer, the project", "all analyzers, the project", "all analyzers, the JSON file",
    ];

    // Settings of the process, which have to be made before it starts, as the compiler's server has them: this application has others, as those of the
    // language do.
    private const string ProfileGuided = "DOTNET_TieredPGO";
    private const string ServerCollector = "DOTNET_gcServer";

    internal static async Task<int> RunAsync(int rounds)
    {
        if (Environment.GetEnvironmentVariable(ProfileGuided) is null)
            return Restart(rounds);
        // Until the just-in-time compiler has optimised everything, since an editor runs for hours.
        await MeasureAsync(20, 2 * rounds);
        foreach (var count in (int[])[1, 20])
        {
            var (parts, analyzers) = await MeasureAsync(count, rounds);
            Show(count, parts, analyzers, rounds);
        }

        return 0;
    }

    private static int Restart(int rounds)
    {
        var program = Environment.ProcessPath!;
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        var start = new ProcessStartInfo(program, [.. library, "rules", "--rounds", rounds.ToString(CultureInfo.InvariantCulture)]);
        start.Environment[ProfileGuided] = "1";
        start.Environment[ServerCollector] = "1";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Show(int count, IReadOnlyList<(string Name, double Time)> parts, IReadOnlyList<(string Name, double Time)> analyzers, int rounds)
    {
        var table = new Table().Title($"a keystroke in one of {count} recipes, medians of {rounds} rounds");
        table.AddColumns(new TableColumn("part"), new TableColumn("ms").RightAligned(), new TableColumn("of binding the file").RightAligned());
        foreach (var (name, time) in parts.Concat(analyzers.OrderByDescending(each => each.Time)))
            table.AddRow(name, Text(time), Text(time / parts[2].Time));
        AnsiConsole.Write(table);
    }

    private static async Task<(IReadOnlyList<(string Name, double Time)> Parts, IReadOnlyList<(string Name, double Time)> Analyzers)> MeasureAsync(
        int count, int rounds)
    {
        var start = Compile(Enumerable.Range(0, count).Select(i => Parse(Recipe(i, Stages), $"{i}.cs")));
        var ours = Driver(new RecipeGenerator()).RunGenerators(start);
        var baseline = Driver(new BindingGenerator("0.cs")).RunGenerators(start);
        var times = s_parts.Select(_ => new List<double>()).ToList();
        var shares = s_analyzers.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            var text = Recipe(0, Stages).Replace("Steps = 1_400", $"Steps = {1_401 + round}", StringComparison.Ordinal);
            // A compilation of its own for each, so that none finds bound what another had bound.
            CSharpCompilation Edited() => start.ReplaceSyntaxTree(start.SyntaxTrees[0], Parse(text, "0.cs"));
            var edited = Edited();
            times[1].Add(await TimeAsync(() => Task.FromResult(baseline.RunGenerators(Edited()))));
            Compilation generated = edited;
            times[0].Add(await TimeAsync(() => Task.FromResult(ours = ours.RunGeneratorsAndUpdateCompilation(edited, out generated, out _))));

            var file = generated.SyntaxTrees.First();
            var model = generated.GetSemanticModel(file);
            times[2].Add(await TimeAsync(() => Task.FromResult(model.GetDiagnostics())));
            times[3].Add(await TimeAsync(() => Analysis(generated, s_idle).GetAnalysisResultAsync(model, null, default)));
            AnalysisResult? result = null;
            times[4].Add(await TimeAsync(async () => result = await Analysis(generated, s_analyzers).GetAnalysisResultAsync(model, null, default)));
            foreach (var (analyzer, share) in s_analyzers.Zip(shares))
                share.Add(result!.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds);
            times[5].Add(await TimeAsync(() => Analysis(generated, s_idle).GetAnalysisResultAsync(default)));
            times[6].Add(await TimeAsync(() => Analysis(generated, s_analyzers).GetAnalysisResultAsync(default)));
            times[7].Add(await TimeAsync(() => Analysis(generated, s_analyzers).GetAnalysisResultAsync(s_options.AdditionalFiles[0], default)));
        }

        var generator = Differences(times[0], times[1]);
        var rules = Differences(times[4], times[3]);
        return (
            [
                .. s_parts.Zip(times.Select(Median)),
                ("the generator beyond binding", Median(generator)),
                ("analyzers beyond an idle one, the file", Median(rules)),
                ($"both (the aim is {Budget} at most)", Median([.. generator.Zip(rules, (one, other) => one + other)])),
                ("analyzers beyond an idle one, the project", Median(Differences(times[6], times[5]))),
            ],
            [.. s_analyzers.Zip(shares, (analyzer, share) => (analyzer.GetType().Name, Median(share)))]);
    }

    private static CompilationWithAnalyzers Analysis(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(s_options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));

    private static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        GC.Collect();
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    // Of one keystroke each: what else the machine does changes from one to the next.
    private static List<double> Differences(List<double> times, List<double> others) => [.. times.Zip(others, (time, other) => time - other)];

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed class ConfigurationText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

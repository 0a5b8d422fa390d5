using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Kimi.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Spectre.Console;

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

    internal static async Task RunAsync(int rounds)
    {
        // Until the just-in-time compiler has optimised everything, since an editor runs for hours.
        await MeasureAsync(20, 2 * rounds);
        foreach (var count in (int[])[1, 20])
        {
            var (parts, analyzers) = await MeasureAsync(count, rounds);
            Show(count, parts, analyzers, rounds);
        }
    }

    private static void Show(int count, IReadOnlyList<double> parts, IReadOnlyList<(string Name, double Time)> analyzers, int rounds)
    {
        var table = new Table().Title($"a keystroke in one of {count} recipes, medians of {rounds} rounds");
        table.AddColumns(new TableColumn("part"), new TableColumn("ms").RightAligned(), new TableColumn("of binding the file").RightAligned());
        var (generator, rules) = (parts[0] - parts[1], parts[4] - parts[3]);
        (string, double)[] beyond =
        [
            ("the generator beyond binding", generator), ("analyzers beyond an idle one, the file", rules),
            ($"both (the aim is {Budget} at most)", generator + rules), ("analyzers beyond an idle one, the project", parts[6] - parts[5]),
        ];
        foreach (var (name, time) in s_parts.Zip(parts).Concat(beyond).Concat(analyzers.OrderByDescending(each => each.Time)))
            table.AddRow(name, Text(time), Text(time / parts[2]));
        AnsiConsole.Write(table);
    }

    private static async Task<(IReadOnlyList<double> Parts, IReadOnlyList<(string Name, double Time)> Analyzers)> MeasureAsync(int count, int rounds)
    {
        var start = RecipeProject.Compile(Enumerable.Range(0, count).Select(i => RecipeProject.Parse(RecipeProject.Recipe(i, Stages), $"{i}.cs")));
        var (ours, baseline) = (RecipeProject.Driver(new RecipeGenerator()).RunGenerators(start), RecipeProject.Driver(new BindingGenerator()).RunGenerators(start));
        var times = s_parts.Select(_ => new List<double>()).ToList();
        var shares = s_analyzers.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            var text = RecipeProject.Recipe(0, Stages).Replace("Steps = 1_400", $"Steps = {1_401 + round}", StringComparison.Ordinal);
            // A compilation of its own for each, so that none finds bound what another had bound.
            CSharpCompilation Edited() => start.ReplaceSyntaxTree(start.SyntaxTrees[0], RecipeProject.Parse(text, "0.cs"));
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

        return ([.. times.Select(Median)], [.. s_analyzers.Zip(shares, (analyzer, share) => (analyzer.GetType().Name, Median(share)))]);
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

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed class ConfigurationText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

using System.Diagnostics;
using System.Globalization;
using Kimi.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spectre.Console;
using static Kimi.Benchmarks.RecipeProject;

namespace Kimi.Benchmarks;

/// <summary>
/// The cost of the generator beyond that of Roslyn: a cold run, a keystroke in a recipe, in the name of a stage, beside the recipe in its file, and
/// in another file, where a body means nothing to recipes and a declaration may; for projects of 1, 20 and 200 recipes of ten stages, one a file.
/// </summary>
/// <remarks>
/// Contestants take turns over the same edits. <see cref="FindingGenerator"/> only has Roslyn find the recipes; <see cref="BindingGenerator"/> also
/// has it bind what any generator would read of them. The fastest round of each is reported: other work on the machine only adds.
/// </remarks>
internal static class GeneratorBenchmark
{
    private const string Elsewhere = "public static class Elsewhere { public const int Limit = 0; public static int Value() => 1; }";

    private const int Stages = 10;

    private static readonly int[] s_counts = [1, 20, 200];

    private static readonly (string Name, IIncrementalGenerator Generator)[] s_contestants =
        [("finding", new FindingGenerator()), ("binding", new BindingGenerator()), ("ours", new RecipeGenerator())];

    internal static void Run(int rounds)
    {
        var table = new Table().Title($"milliseconds, the fastest of {rounds} rounds");
        table.AddColumns("recipes", "edit");
        foreach (var column in s_contestants.Select(contestant => contestant.Name)
            .Append("ours beyond finding")
            .Append("ours beyond binding")
            .Append("files written"))
            table.AddColumn(new TableColumn(column).RightAligned());
        // Until the just-in-time compiler has optimised all three, since an editor runs for hours.
        foreach (var (name, edit) in Edits)
            Measure(new Table().AddColumns([.. Enumerable.Repeat("", 8)]), 20, name, edit, rounds);
        foreach (var count in s_counts)
        {
            foreach (var (name, edit) in Edits)
                Measure(table, count, name, edit, rounds);
        }

        AnsiConsole.Write(table);
    }

    // An edit is the index of a tree and its new text; a cold run has none.
    private static IEnumerable<(string Name, Func<int, (int Tree, string Text)>? Edit)> Edits =>
    [
        ("cold", null),
        ("in a recipe", round => (1, Recipe(0, Stages).Replace("Steps = 1_400", $"Steps = {1_401 + round}", StringComparison.Ordinal))),
        ("beside a recipe", round => (1, $"// {round}\n{Recipe(0, Stages)}")),
        ("a stage's name", round => (1, Recipe(0, Stages).Replace("Evaluation SftReport(", $"Evaluation SftReport{round}(", StringComparison.Ordinal))),
        ("a body elsewhere", round => (0, Elsewhere.Replace("1;", $"{round + 2};", StringComparison.Ordinal))),
        ("a declaration elsewhere", round => (0, Elsewhere.Replace("0;", $"{round + 2};", StringComparison.Ordinal))),
    ];

    private static void Measure(Table table, int count, string name, Func<int, (int Tree, string Text)>? edit, int rounds)
    {
        var recipes = Enumerable.Range(0, count).Select(i => Parse(Recipe(i, Stages), $"{i}.cs"));
        var start = Compile([Parse(Elsewhere, "Elsewhere.cs"), .. recipes]);
        List<GeneratorDriver> drivers = [.. s_contestants.Select(contestant => Driver(contestant.Generator))];
        if (edit is not null)
            drivers = [.. drivers.Select(driver => driver.RunGenerators(start))];
        var times = drivers.Select(_ => new List<double>()).ToList();
        var written = 0;
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < drivers.Count; i++)
            {
                // A separate compilation for each: what one contestant makes Roslyn bind must not be available to the next.
                var compilation = Edited(start, edit, round);
                GC.Collect();
                var begin = Stopwatch.GetTimestamp();
                var after = drivers[i].RunGenerators(compilation);
                // The first round warms up.
                if (round > 0)
                    times[i].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                if (i == drivers.Count - 1)
                    written = Sources(after).Except(edit is null ? [] : Sources(drivers[i]), ReferenceEqualityComparer.Instance).Count();
            }
        }

        var fastest = times.Select(rounds => rounds.Min()).ToList();
        double[] values = [.. fastest, fastest[2] - fastest[0], fastest[2] - fastest[1]];
        table.AddRow([$"{count}", name, .. values.Select(value => value.ToString("0.0", CultureInfo.InvariantCulture)), $"{written}"]);
    }

    private static CSharpCompilation Edited(CSharpCompilation start, Func<int, (int Tree, string Text)>? edit, int round)
    {
        if (edit is null)
            return Anew(start);
        var (place, text) = edit(round);
        var tree = start.SyntaxTrees[place];
        return start.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));
    }

    private static IEnumerable<object> Sources(GeneratorDriver driver) =>
        driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources).Select(source => (object)source.SourceText);
}

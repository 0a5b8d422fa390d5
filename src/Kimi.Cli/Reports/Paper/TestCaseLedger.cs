using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Section 2.3.5: what is left of programming problems at each step of making test cases for them.</summary>
internal static class TestCaseLedger
{
    // The names of the stage's metrics, what they count, and the paper's numbers.
    private static readonly (string Metric, string Step, int Paper)[] s_steps =
    [
        ("problems", "problems", 1_000),
        ("withoutSpecialJudge", "without a special judge", 614),
        ("withEnoughCases", "with enough test cases", 463),
        ("kept", "kept", 323),
    ];

    // Why problems fell, by metric.
    private static readonly (string Metric, string Reason)[] s_reasons =
    [
        ("specialJudge", "a special judge"), ("otherKind", "no program, or tests that call functions"), ("fewSubmissions", "too few right submissions"),
        ("noInputs", "the generator makes no input"), ("fewCases", "too few cases on which submissions agree"), ("fewPass", "too few submissions pass"),
    ];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var rows = groups.SelectMany(Rows).ToList();
        return rows.Count == 0
            ? null
            : new(
                "Section 2.3.5: test cases that a policy makes",
                "Problems that are left after each step, of all seeds together, and their share of those before it; and why the others fell.",
                [
                    new(
                        [new("stage", ColumnKind.Text), .. s_steps.Select(step => new Column(step.Step)), new("fell by", ColumnKind.Text)],
                        [.. rows, Row.OfPaper(["paper", .. Cells([.. s_steps.Select(step => (double)step.Paper)]), "–"])]),
                ],
                []);
    }

    private static IEnumerable<Row> Rows(RunGroup runs) =>
        from stage in runs.First.Stages
        where stage.Is<GenerateTestCasesAttribute>()
        let seeds = runs.Stage(stage.Name).ToList()
        let reasons = s_reasons.Select(reason => (reason.Reason, Count: Total(seeds, reason.Metric))).Where(reason => reason.Count > 0)
        select Row.Of(
        [
            stage.Name,
            .. Cells([.. s_steps.Select(step => Total(seeds, step.Metric))]),
            string.Join("; ", reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Reason}: {reason.Count:N0}"))),
        ]);

    private static double Total(List<RecordedStage> seeds, string metric) => seeds.Sum(seed => seed.Metrics.GetValueOrDefault(metric));

    private static IEnumerable<string> Cells(double[] counts) => counts.Select((count, place) =>
    {
        var number = count.ToString("N0", CultureInfo.InvariantCulture);
        return place == 0 || counts[place - 1] == 0 ? number : $"{number} ({NumberText.Percent(Spread.Of([count / counts[place - 1]]))})";
    });
}

using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Tables 2 and 3: accuracy on the public benchmarks of which a run evaluated all problems or some.</summary>
internal static class BenchmarkResults
{
    // The paper has no result on GSM8K.
    private static readonly (Benchmark Benchmark, string Measure, string LongCot, string ShortCot)[] s_paper =
    [
        (Benchmark.Math500, "exact match", "96.2%", "94.6%"),
        (Benchmark.Aime2024, "pass@1", "77.5%", "60.8%"),

        // Its eight languages are Python, Java, C++, C#, JavaScript, TypeScript, PHP and Bash.
        (Benchmark.HumanEval, "pass@1 on HumanEval-Mul", "", "81.5%"),
        (Benchmark.MathVista, "pass@1", "74.9%", "70.1%"),
        (Benchmark.Mmmu, "pass@1", "70.0%", "68.0%"),
        (Benchmark.MathVision, "pass@1", "38.6%", "31.0%"),
    ];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var measured =
            from runs in groups
            from evaluation in runs.Evaluations
            from policy in evaluation.Policies
            let benchmark = BenchmarkOf(runs.First[policy.Stage])
            where benchmark != Benchmark.None
            select (benchmark, Row: Describe(benchmark, groups.Count == 1 ? policy.Name : $"{runs.Label} {policy.Name}", policy));
        var rows = measured.ToList();
        return rows.Count == 0
            ? null
            : new(
                "Tables 2 and 3: public benchmarks",
                "Accuracy of sampled responses, which is the mean of pass@1 over the responses to a problem, and the vote of a problem's responses. The "
                + "paper's models are k1.5 long-CoT (table 2) and k1.5 short-CoT (table 3).",
                [
                    new(
                        [new("benchmark", ColumnKind.Text), new("policy", ColumnKind.Text), new("problems"), new("samples"), new("accuracy"), new("majority"),
                            new("mean tokens")],
                        [.. rows.GroupBy(row => row.benchmark).OrderBy(set => set.Key).SelectMany(set => set.Select(row => row.Row).Concat(Paper(set.Key)))]),
                ],
                []);
    }

    private static Benchmark BenchmarkOf(RecordedStage evaluation) => evaluation.Inputs
        .Where(input => input.Artifact == nameof(PromptSet))
        .SelectMany(input => input.Ancestry)
        .Where(stage => stage.Is<ProblemsFileAttribute>() || stage.Is<CodeProblemsFileAttribute>())
        .Select(stage => stage.Options.Values.GetValueOrDefault(nameof(FileOfProblemsAttribute.Benchmark)))
        .Select(name => Enum.TryParse<Benchmark>(name, out var set) ? set : default)
        .FirstOrDefault(set => set != Benchmark.None);

    private static Row Describe(Benchmark benchmark, string name, EvaluatedPolicy policy) => Row.Of(
        NameOf(benchmark),
        name,
        NumberText.Count(policy.Of(seed => seed.Problems)),
        NumberText.Count(policy.Of(_ => policy.Samples)),
        NumberText.Percent(policy.Accuracy, policy.Seeds[0].Sampled),
        NumberText.Percent(policy.Majority),
        NumberText.Tokens(policy.Tokens));

    private static IEnumerable<Row> Paper(Benchmark benchmark) =>
        from paper in s_paper
        where paper.Benchmark == benchmark
        from model in new[] { ("k1.5 long-CoT", paper.LongCot), ("k1.5 short-CoT", paper.ShortCot) }
        where model.Item2.Length > 0
        select Row.OfPaper(NameOf(benchmark), $"{model.Item1}, {paper.Measure}", "–", "–", model.Item2, "–", "–");

    private static string NameOf(Benchmark benchmark) => benchmark switch
    {
        Benchmark.HumanEval => "HumanEval, 1 of the 8 languages of HumanEval-Mul",
        Benchmark.Mmmu => "MMMU",
        Benchmark.MathVision => "MATH-Vision",
        _ => $"{benchmark}",
    };
}

using Kimi.Cli.Reports.Paper;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;
using Kimi.Tests;
using static Kimi.Cli.Tests.Reports.RunFolder;

namespace Kimi.Cli.Tests.Reports;

/// <summary>Each table of the paper appears where runs hold something of it, with their numbers, and nowhere else.</summary>
public sealed class PaperComparisonTests : IDisposable
{
    private static readonly double[] s_accuracy = [0.2, 0.4, 0.6];
    private static readonly double[] s_tokens = [10, 20, 40];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_without_reinforcement_learning_has_no_comparison() => Assert.Empty(Titles(Run("plain").Start().Read()));

    [Fact]
    public void Response_length_goes_from_the_first_iteration_to_the_last()
    {
        var run = Run("rl").Start().Reinforce("Rl", "Sft", s_accuracy, s_tokens)
            .Evaluate("Report", Level("Sft", 1, 4, 10), Level("Rl", 3, 4, 15)).Read();

        // Σ(x−x̄)(y−ȳ) of tokens 10, 20, 40 and accuracies 0.2, 0.4, 0.6 is 6, Σ(x−x̄)² is 4200/9.
        Assert.Equal(["Figures 5 and 6: accuracy and response length"], Titles(run));
        Assert.Equal(["Rl, rollouts", "20.0%", "60.0%", "10.0", "40.0", "×4.00", "1.29E-2"], Row(run, "Rl, rollouts"));
        Assert.Equal(["Rl, held-out level 7", "25.0%", "75.0%", "10.0", "15.0", "×1.50", "–"], Row(run, "Rl, held-out level 7"));
        Assert.Equal(["total, temperature 1 (paper)", "57.8%", "79.5%", "1,122", "9,471", "×8.44", "2.46E-5"], Row(run, "total, temperature 1 (paper)"));
    }

    [Fact]
    public void Stages_that_continue_each_others_policy_are_one_phase()
    {
        var run = Run("phases").Start().Reinforce("After2", "Sft", [0.1, 0.2], [10, 20]).Reinforce("After4", "After2", [0.3, 0.4], [30, 40])
            .Evaluate("Report", Level("Sft", 1, 4, 10), Level("After2", 2, 4, 20), Level("After4", 3, 4, 30)).Read();

        Assert.Equal(["After2 to After4, rollouts", "10.0%", "40.0%", "10.0", "40.0", "×4.00", "1.00E-2"], Row(run, "After2 to After4, rollouts"));

        // Three policies: ten more tokens solve another quarter of the problems.
        Assert.Equal("2.50E-2", Row(run, "After2 to After4, held-out level 7")[^1]);
    }

    [Fact]
    public void Long2short_methods_are_recognised_by_how_policies_were_made()
    {
        var run = Run("long2short").Start()
            .Reinforce("Long", "Sft", s_accuracy, s_tokens)
            .Stage<Policy>("Mean", new MergeWeightsAttribute(), ["Sft", "Long"])
            .Stage<Demonstrations>("Kept", new SampleShortestAttribute(), ["Mean", "Problems"])
            .Stage<Policy>("Fitted", new FineTuneAttribute(), ["Mean", "Kept"])
            .Stage<Preferences>("Pairs", new SamplePreferencesAttribute(), ["Long", "Problems"])
            .Stage<Policy>("Preferred", new OptimizePreferencesAttribute(), ["Long", "Pairs"])
            .Stage<Policy>("Chosen", new SelectPolicyAttribute(), ["Sft", "Long", "Mean", "Problems"])
            .Reinforce("Second", "Chosen", s_accuracy, s_tokens, limit: 30)
            .Evaluate("Report", Measured("Sft", 1, 4, 5), Measured("Long", 3, 4, 40), Measured("Mean", 2, 4, 30), Measured("Fitted", 2, 4, 20),
                Measured("Preferred", 3, 4, 35), Measured("Second", 3, 4, 15))
            .Read();

        Assert.Equal(["long", "Long", "40.0", "75.0%", "k1.5-long", "1,320", "94.1%", "4,199", "63.3%"], Row(run, "long"));
        Assert.Equal(["merge", "Mean", "30.0", "50.0%", "k1.5-short w/ merge", "856", "89.2%", "3,128", "39.0%"], Row(run, "merge"));
        Assert.Equal(["merge + rs", "Fitted", "20.0", "50.0%", "k1.5-short w/ merge + rs", "901", "90.2%", "3,022", "42.9%"], Row(run, "merge + rs"));
        Assert.Equal(["dpo", "Preferred", "35.0", "75.0%", "k1.5-short w/ dpo", "1,102", "91.6%", "3,109", "47.1%"], Row(run, "dpo"));
        Assert.Equal(["rl", "Second", "15.0", "75.0%", "k1.5-short w/ rl", "1,197", "94.6%", "3,272", "60.8%"], Row(run, "rl"));
        Assert.DoesNotContain(Rows(run), row => row[1] == "Sft");

        // The second phase is for short responses: that it shortens them says nothing about length.
        Assert.DoesNotContain(Rows(run), row => row[0] == "Second, rollouts");
    }

    [Fact]
    public void A_merge_of_models_without_reinforcement_learning_is_not_long2short()
    {
        var run = Run("merge")
            .Start()
            .Stage<Policy>("Mean", new MergeWeightsAttribute(), ["Sft", "Initial"])
            .Evaluate("Report", Measured("Sft", 1, 4, 5), Measured("Mean", 2, 4, 5))
            .Read();

        Assert.Empty(Titles(run));
    }

    [Fact]
    public void Mirror_descent_is_compared_with_ReST_if_they_start_alike()
    {
        var run = Run("objectives").Start()
            .Reinforce("Ours", "Sft", s_accuracy, s_tokens, components: [new MirrorDescentAttribute(), new ExactAnswerRewardAttribute()])
            .Reinforce("Fit", "Sft", s_accuracy, s_tokens, components: [new ReSTAttribute(), new ExactAnswerRewardAttribute()])
            .Reinforce("FitWithSampler", "Sft", s_accuracy, s_tokens,
                components: [new ReSTAttribute(), new PrioritizedSamplerAttribute(), new ExactAnswerRewardAttribute()])
            .Evaluate("Report", Measured("Ours", 3, 4, 10), Measured("Fit", 2, 4, 10)).Read();

        Assert.Contains("Figure 10: ReST against mirror descent", Titles(run));
        Assert.Equal(["50.0%", "75.0%", "+25.0"], Row(run, "held-out: Fit (ReST(BestOnly True)) | Ours").Skip(1));
        Assert.DoesNotContain(Rows(run), row => row[0].Contains("FitWithSampler (ReST", StringComparison.Ordinal));
        Assert.Equal(["59.0%", "65.0%", "+6.0"], Row(run, "Total (paper)").Skip(1));
    }

    [Fact]
    public void Arms_of_two_recipes_from_the_same_policy_are_compared()
    {
        var ours = Run("ours", "ours").Start().Reinforce("Rl", "Sft", [0.1, 0.5], [10, 10], components: new MirrorDescentAttribute()).Read();
        var fit = Run("fit", "fit").Start().Reinforce("Rl", "Sft", [0.1, 0.3], [10, 10], components: new ReSTAttribute()).Read();

        // Nothing evaluates them: the last rollouts do.
        Assert.Equal(["30.0%", "50.0%", "+20.0"], Rows(ours, fit)
            .Single(row => row[0].StartsWith("last rollouts: fit Rl", StringComparison.Ordinal) && row[0].EndsWith("| ours Rl", StringComparison.Ordinal))
            .Skip(1));
    }

    [Fact]
    public void Samplers_are_compared_by_what_held_out_problems_say()
    {
        var run = Run("samplers").Start()
            .Reinforce("Even", "Sft", s_accuracy, s_tokens, components: new MirrorDescentAttribute())
            .Reinforce("Hard", "Sft", s_accuracy, s_tokens, components: [new MirrorDescentAttribute(), new HardProblemsSamplerAttribute { FromIteration = 24 }])
            .Evaluate("Report", Measured("Sft", 1, 4, 10), Measured("Even", 2, 4, 10), Measured("Hard", 3, 4, 10)).Read();

        Assert.Contains("Figure 9: curriculum against uniform draws", Titles(run));
        Assert.Equal(["Even", "all problems alike", "3", "700.0", "25.0%", "50.0%"], Row(run, "Even"));
        Assert.Equal("75.0%", Row(run, "Hard")[^1]);
        Assert.DoesNotContain("Figure 10: ReST against mirror descent", Titles(run));
    }

    [Fact]
    public void Stages_with_different_options_are_not_compared()
    {
        var run = Run("samplers").Start()
            .Reinforce("Even", "Sft", s_accuracy, s_tokens, new ReinforceAttribute { LearningRate = 1e-4 }, new MirrorDescentAttribute())
            .Reinforce("Hard", "Sft", s_accuracy, s_tokens, new ReinforceAttribute { LearningRate = 2e-4 }, new MirrorDescentAttribute(),
                new HardProblemsSamplerAttribute()).Read();
        var narrow = Run("narrow")
            .Start()
            .Reinforce("Rl", "Sft", s_accuracy, s_tokens, new ReinforceAttribute { LearningRate = 1e-4, MaxResponseTokens = 50 })
            .Read();
        var wide = Run("wide")
            .Start()
            .Reinforce("Rl", "Sft", s_accuracy, s_tokens, new ReinforceAttribute { LearningRate = 2e-4, MaxResponseTokens = 200 })
            .Read();

        Assert.DoesNotContain("Figure 9: curriculum against uniform draws", Titles(run));
        Assert.DoesNotContain("Figure 8: model size and response length", Titles(narrow, wide));
    }

    [Fact]
    public void Iterations_are_those_of_all_seeds()
    {
        var runs = new[] { 2, 4 }.Select(iterations => new RunFolder(_folder.File($"{iterations}"), seed: iterations).Start()
            .Reinforce("Even", "Sft", [.. Enumerable.Repeat(0.5, iterations)], [.. Enumerable.Repeat(10.0, iterations)])
            .Reinforce("Hard", "Sft", s_accuracy, s_tokens, components: new HardProblemsSamplerAttribute()).Read()).ToArray();

        Assert.Equal("3 ± 1.4", Row(runs, "Even")[2]);
        Assert.Equal("3 ± 0", Row(runs, "Hard")[2]);
    }

    [Fact]
    public void Reinforcement_learning_that_recorded_no_tokens_is_left_out()
    {
        var folder = Run("bare").Start().Reinforce("Rl", "Sft", s_accuracy, s_tokens);
        File.WriteAllText(Path.Combine(folder.Path, "Rl", "metrics.jsonl"), "{\"step\": 0, \"accuracy\": 0.5}\n");

        Assert.Empty(Titles(folder.Read()));
    }

    [Fact]
    public void For_a_step_that_was_recorded_twice_the_last_record_counts()
    {
        var folder = Run("twice").Start().Reinforce("Rl", "Sft", s_accuracy, s_tokens);
        File.AppendAllText(Path.Combine(folder.Path, "Rl", "metrics.jsonl"), "{\"step\": 2, \"accuracy\": 0.8, \"meanTokens\": 50}\n");

        Assert.Equal(["20.0%", "80.0%", "10.0", "50.0"], Row(folder.Read(), "Rl, rollouts").Skip(1).Take(4));
    }

    [Fact]
    public void The_length_penalty_is_compared_with_its_absence()
    {
        var run = Run("penalty").Start()
            .Reinforce("Plain", "Sft", [0.1, 0.5], [10, 50], components: new MirrorDescentAttribute())
            .Reinforce("Penalized", "Sft", [0.1, 0.4], [10, 20], components: [new MirrorDescentAttribute(), new LengthPenaltyAttribute()])
            .Evaluate("Report", Measured("Plain", 3, 4, 60), Measured("Penalized", 2, 4, 25)).Read();

        Assert.Contains("Section 2.3.3: the length penalty", Titles(run));
        Assert.Equal(["Plain", "none", "75.0%", "60.0", "50.0%", "50.0"], Row(run, "Plain"));
        Assert.Equal(["50.0%", "25.0", "40.0%", "20.0"], Row(run, "Penalized").Skip(2));
    }

    [Fact]
    public void Limits_of_a_response_are_compared_across_runs()
    {
        var narrow = Run("narrow").Start().Reinforce("Rl", "Sft", s_accuracy, s_tokens, limit: 50).Evaluate("Report", Measured("Rl", 1, 4, 20)).Read();
        var wide = Run("wide").Start().Reinforce("Rl", "Sft", s_accuracy, s_tokens, limit: 200).Evaluate("Report", Measured("Rl", 3, 4, 80)).Read();

        Assert.Contains("Figure 8: model size and response length", Titles(narrow, wide));
        Assert.Equal(["Rl:MaxResponseTokens=50 Rl", "1,000", "50", "25.0%", "20.0", "1.29E-2"], Row([narrow, wide], "Rl:MaxResponseTokens=50 Rl"));
        Assert.DoesNotContain("Figure 8: model size and response length", Titles(narrow));
    }

    [Fact]
    public void Reward_models_are_compared_with_the_papers()
    {
        var run = Run("judges").Start()
            .Stage<RewardModel>("Classic", new TrainRewardModelAttribute(), ["Sft"])
            .Compare("Judges", new RewardModelAccuracy
            {
                RewardModel = "Classic",
                Responses = new(3, 4),
                Pairs = new(1, 2),
                Unscorable = 1,
                ExpectedCalibrationError = null,
            }).Read();

        Assert.Equal(["Section 2.3.5: reward models"], Titles(run));
        Assert.Equal(["Classic", "TrainRewardModel", "75.0% (30.1% to 95.4%)", "50.0%", "25.0%"], Row(run, "Classic"));
        Assert.Contains(Rows(run), row => row is ["paper", "chain of thought", "98.5%", ..]);
    }

    [Fact]
    public void Test_cases_have_a_ledger_of_what_fell_at_each_step()
    {
        var metrics = new Dictionary<string, double>
        {
            ["problems"] = 40,
            ["withoutSpecialJudge"] = 30,
            ["withEnoughCases"] = 15,
            ["kept"] = 12,
            ["specialJudge"] = 10,
            ["otherKind"] = 0,
            ["fewSubmissions"] = 5,
            ["noInputs"] = 2,
            ["fewCases"] = 8,
            ["fewPass"] = 3,
        };
        var run = Run("cases").Start().Stage<PromptSet>("Cases", new GenerateTestCasesAttribute(), ["Sft", "Problems"], metrics).Read();

        Assert.Equal(["Section 2.3.5: test cases that a policy makes"], Titles(run));
        Assert.Equal(
            [
                "Cases", "40", "30 (75.0%)", "15 (50.0%)", "12 (80.0%)",
                "a special judge: 10; too few right submissions: 5; the generator makes no input: 2; "
                + "too few cases on which submissions agree: 8; too few submissions pass: 3",
            ],
            Row(run, "Cases"));
        Assert.Equal(["paper", "1,000", "614 (61.4%)", "463 (75.4%)", "323 (69.8%)", "–"], Row(run, "paper"));
    }

    [Fact]
    public void Public_benchmarks_have_the_papers_numbers_beside_those_of_the_run()
    {
        var scores = Measured("Sft", 3, 4, 20) with
        {
            PassAt = new Dictionary<int, Estimate> { [1] = new(0.75, 0.5, 1), [2] = new(0.9, 0.8, 1) },
            Majority = new(0.8, 0.6, 1),
        };
        var run = Run("benchmarks").Start()
            .Stage<PromptSet>("Aime", new ProblemsFileAttribute { Path = "a", Benchmark = Benchmark.Aime2024 }, [])
            .Stage<PromptSet>("Gsm8k", new ProblemsFileAttribute { Path = "b", Benchmark = Benchmark.Gsm8k }, [])
            .Evaluate("Report", Measured("Sft", 1, 4, 10))
            .Evaluate("AimeReport", "Aime", [scores])
            .Evaluate("Gsm8kReport", "Gsm8k", [Measured("Sft", 2, 4, 5)])
            .Read();

        Assert.Equal(["Tables 2 and 3: public benchmarks"], Titles(run));
        Assert.Equal(
            [
                ["Gsm8k", "Sft", "4", "1", "50.0% (15.0% to 85.0%)", "–", "5.0"],
                ["Aime2024", "Sft", "4", "2", "75.0% (30.1% to 95.4%)", "80.0%", "20.0"],
                ["Aime2024", "k1.5 long-CoT, pass@1", "–", "–", "77.5%", "–", "–"],
                ["Aime2024", "k1.5 short-CoT, pass@1", "–", "–", "60.8%", "–", "–"],
            ],
            Rows(run));
    }

    [Theory]
    [InlineData(Benchmark.MathVista, "MathVista", "74.9%", "70.1%")]
    [InlineData(Benchmark.Mmmu, "MMMU", "70.0%", "68.0%")]
    [InlineData(Benchmark.MathVision, "MATH-Vision", "38.6%", "31.0%")]
    public void So_have_those_with_images(Benchmark benchmark, string name, string longCot, string shortCot)
    {
        var run = Run("benchmarks").Start()
            .Stage<PromptSet>("Seen", new ProblemsFileAttribute { Path = "a", Benchmark = benchmark }, [])
            .Evaluate("SeenReport", "Seen", [Measured("Sft", 2, 4, 5)])
            .Read();

        Assert.Equal(
            [
                [name, "Sft", "4", "1", "50.0% (15.0% to 85.0%)", "–", "5.0"],
                [name, "k1.5 long-CoT, pass@1", "–", "–", longCot, "–", "–"],
                [name, "k1.5 short-CoT, pass@1", "–", "–", shortCot, "–", "–"],
            ],
            Rows(run));
    }

    private static PolicyEvaluation Level(string policy, int correct, int of, double tokens) =>
        Measured(policy, correct, of, tokens, new() { [7] = new() { Sampled = new(correct, of), MeanTokens = tokens, Problems = of } });

    private RunFolder Run(string name, string recipe = "made") => new(_folder.File(name), recipe);

    private static IReadOnlyList<string> Titles(params RecordedRun[] runs) => [.. Comparisons(runs).Select(comparison => comparison.Title)];

    private static IReadOnlyList<IReadOnlyList<string>> Rows(params RecordedRun[] runs) =>
        [.. Comparisons(runs).SelectMany(comparison => comparison.Tables).SelectMany(table => table.Rows).Select(row => row.Cells)];

    private static IReadOnlyList<string> Row(RecordedRun run, string first) => Row([run], first);

    private static IReadOnlyList<string> Row(RecordedRun[] runs, string first) => Rows(runs).Single(row => row[0] == first);

    private static List<PaperComparison> Comparisons(RecordedRun[] runs)
    {
        var groups = RunGroup.All(runs);
        var comparisons = PaperComparison.All.Select(compare => compare(groups)).OfType<PaperComparison>().ToList();
        foreach (var figure in comparisons.SelectMany(comparison => comparison.Figures))
            figure.Dispose();
        return comparisons;
    }
}

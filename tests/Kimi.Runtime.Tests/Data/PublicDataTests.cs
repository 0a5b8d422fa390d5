using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Runtime.Tests.Data;

/// <summary>Public files are read whole.</summary>
[Trait("Category", "Data")]
public sealed class PublicDataTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Gsm8k_has_1319_problems_with_a_number_each()
    {
        var problems = await ReadAsync(new() { Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k }, "gsm8k/test.jsonl");

        Assert.Equal(1_319, problems.Count);
        Assert.All(problems, problem => Assert.Matches(@"^-?[\d,.]+$", problem.Answer));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Solution));
        Assert.Equal("18", problems[0].Answer);
        TestData.Tried(output, $"GSM8K: {problems.Count} problems read");
    }

    [Fact]
    public async Task Math500_has_500_problems_of_7_subjects_and_5_levels()
    {
        var problems = await ReadAsync(new() { Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500 }, "math/math500-test.jsonl");

        Assert.Equal(500, problems.Count);
        Assert.Equal([1, 2, 3, 4, 5], problems.Select(problem => problem.Level).Distinct().Order());
        Assert.Equal(7, problems.SelectMany(problem => problem.Tags).Distinct().Count());
        Assert.Equal(("test/precalculus/807.json", @"\left( 3, \frac{\pi}{2} \right)"), (problems[0].Id, problems[0].Answer));

        // The answer that the file gives is that of the solution's last box, up to spaces.
        var boxed = await ReadAsync(new() { Layout = ProblemLayout.Math, AnswerField = "solution" }, "math/math500-test.jsonl");
        var same = problems.Zip(boxed).Count(pair => Plain(pair.First.Answer) == Plain(pair.Second.Answer));
        Assert.True(same >= 495, $"{same} of 500 answers are those of the last box");
        TestData.Tried(output, $"MATH-500: {problems.Count} problems read, {same} of whose answers are those of the solution's last box");

        static string Plain(string answer) => answer.Replace(" ", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aime_2024_has_30_problems_with_numbers_up_to_999()
    {
        var problems = await ReadAsync(new() { Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024, IdField = "id" }, "math/aime24-test.jsonl");

        Assert.Equal(30, problems.Count);
        Assert.All(problems, problem => Assert.Equal($"{int.Parse(problem.Answer)}", problem.Answer));
        Assert.All(problems, problem => Assert.InRange(int.Parse(problem.Answer), 0, 999));
        TestData.Tried(output, $"AIME 2024: {problems.Count} problems read");
    }

    [Theory]
    [InlineData("train", 800)]
    [InlineData("test", 200)]
    public async Task Verl_s_own_parquet_has_conversations_of_one_message(string file, int rows)
    {
        var path = TestData.File($"verl-digit/{file}.parquet");
        var read = RowFile.Read<ValueList<Message>>(path, "problem", ["prompt"], row => ChatMessages.Read(
            "prompt", row.Need("prompt").Json, (what, _) => throw new FormatException($"{what} has an image"))).ToList();
        var problems = await ReadAsync(new() { Layout = ProblemLayout.Prompts }, $"verl-digit/{file}.parquet");

        Assert.Equal(rows, read.Count);
        Assert.All(read, messages => Assert.Matches(@"^\d,\d:\d,\d$", ((PromptPart.Text)Assert.Single(Assert.Single(messages).Parts)).Value));
        Assert.Equal(read.Distinct().Count(), problems.Count);
        TestData.Tried(output, $"verl-digit {file}.parquet: {read.Count} rows read, {problems.Count} different prompts");
    }

    [Fact]
    public void Human_eval_is_read_as_gzip()
    {
        var rows = RowFile.Read(TestData.File("humaneval/HumanEval.jsonl.gz"), "problem", [], row => row.Need("task_id").Text).ToList();

        Assert.Equal(Enumerable.Range(0, 164).Select(number => $"HumanEval/{number}"), rows);
        TestData.Tried(output, $"HumanEval: {rows.Count} rows read of a gzip file");
    }

    private static async Task<IReadOnlyList<MathProblem>> ReadAsync(ProblemsFileAttribute options, string file)
    {
        options.Path = TestData.File(file);
        using var host = new TestHost();
        var stage = new Stage<ProblemsFileAttribute, PromptSet>("Read", options);
        return [.. (await host.RunAsync(new("read", typeof(object), 1, stage), stage)).Cast<MathProblem>()];
    }
}

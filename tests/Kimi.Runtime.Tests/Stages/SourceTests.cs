using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

public sealed class SourceTests
{
    private const string Question = """{"question": "Natalia sold 48 clips, then half as many. How many?", "answer": "48/2 = 24\n48+24 = 72\n#### 72"}""";

    [Fact]
    public async Task Gsm8k_lines_become_problems_with_answer_and_solution()
    {
        var problems = await ReadAsync(Gsm8k(), Question, "", """{"question": "2+2?", "answer": "#### 4"}""");

        var first = Assert.IsType<MathProblem>(problems[0]);
        Assert.Equal("72", first.Answer);
        Assert.Equal("48/2 = 24\n48+24 = 72", first.Solution);
        Assert.StartsWith("Natalia", first.Prompt.Text, StringComparison.Ordinal);
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public async Task Fields_are_named_by_options_and_numbers_are_answers_too()
    {
        var problems = await ReadAsync(new ProblemsFileAttribute { PromptField = "q", AnswerField = "a" }, """{"q": "6*7", "a": 42}""");

        Assert.Equal("42", ((MathProblem)problems[0]).Answer);
    }

    [Theory]
    [InlineData("{\"question\": \"a\", \"answer\"", "not a problem in JSON")]
    [InlineData("{\"question\": \"a\"}", "it has no field 'answer', but 'question'")]
    [InlineData("[1]", "it is not an object with fields")]
    [InlineData("{\"question\": \"a\", \"answer\": \"7\"}", "has no ####")]
    [InlineData("{\"question\": null, \"answer\": \"#### 7\"}", "its field 'question' is not text but null")]
    [InlineData("{\"question\": [1], \"answer\": \"#### 7\"}", "message 1 of 'question' is not an object with role and content")]
    [InlineData("{\"question\": \" \", \"answer\": \"#### 7\"}", "its field 'question' is empty")]
    [InlineData("{\"question\": \"\\ud800\", \"answer\": \"#### 7\"}", "not a problem in JSON")]
    public async Task A_bad_line_is_named_by_file_and_number(string line, string reason)
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => ReadAsync(Gsm8k(), Question, line));

        Assert.Matches(@"problems\.jsonl\(2[,)]", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("", "its Path is empty")]
    [InlineData("nowhere.jsonl", "'nowhere.jsonl', which does not exist")]
    public async Task A_file_that_is_not_there_is_refused_before_anything_runs(string path, string reason)
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe();
        var read = new Stage<ProblemsFileAttribute, PromptSet>("Read", new() { Path = path });

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new RecipeGraph("files", typeof(object), 1, recipe.Problems, read)));

        Assert.Contains(reason, error.Message);
        Assert.Contains("--set Read:Path=<file>", error.Message);
        Assert.Empty(host.Log.Finished);
    }

    [Fact]
    public async Task A_changed_file_is_read_again()
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        var read = new Stage<ProblemsFileAttribute, PromptSet>("Read", new() { Layout = ProblemLayout.Gsm8k, Path = folder.File("problems.jsonl") });
        File.WriteAllText(folder.File("problems.jsonl"), Question);
        await host.RunAsync(new("files", typeof(object), 1, read), read);

        File.AppendAllText(folder.File("problems.jsonl"), "\n{\"question\": \"2+2?\", \"answer\": \"#### 4\"}");
        var problems = await host.RunAsync(new("files", typeof(object), 1, read), read);

        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public async Task Documents_and_demonstrations_are_read_from_files_too()
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        File.WriteAllLines(folder.File("web.jsonl"),
            ["""{"content": "A page.\nTwo lines.", "url": "x"}""", "", """{"content": "Another."}""", """{"content": "One too many."}"""]);
        File.WriteAllLines(folder.File("sft.jsonl"), ["""{"instruction": "2+2?", "output": "4", "input": ""}"""]);
        Stage<DocumentsFileAttribute, Corpus> documents = new(
            "Web", new() { Path = folder.File("web.jsonl"), TextField = "content", Domain = "web", Count = 2 });
        Stage<DemonstrationsFileAttribute, Demonstrations> demonstrations = new(
            "Sft", new() { Path = folder.File("sft.jsonl"), PromptField = "instruction", ResponseField = "output" });
        RecipeGraph graph = new("files", typeof(object), 1, documents, demonstrations);

        Assert.Equal([new("A page.\nTwo lines.") { Domain = "web" }, new Document("Another.") { Domain = "web" }], await host.RunAsync(graph, documents));
        Assert.Equal([new Demonstration("2+2?", "4")], await host.RunAsync(graph, demonstrations));
    }

    [Theory]
    [InlineData("""{"text": "a"}""", "not a demonstration in JSON (it has no field 'prompt', but 'text')")]
    [InlineData("""{"prompt": "a", "response": """, "not a demonstration in JSON")]
    [InlineData("", "has no demonstration: give stage Read another file")]
    public async Task A_bad_file_of_demonstrations_is_reported_before_anything_runs(string line, string reason)
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        File.WriteAllText(folder.File("sft.jsonl"), line);
        RecipeGraph graph = new("files", typeof(object), 1, new TinyRecipe().Problems, new Stage<DemonstrationsFileAttribute, Demonstrations>(
            "Read", new() { Path = folder.File("sft.jsonl") }));

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(graph));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Log.Finished);
    }

    [Fact]
    public async Task Splits_share_no_problem_and_miss_none()
    {
        using var host = new TestHost();
        async Task<PromptSet> Split(Split split, int count)
        {
            var stage = new Stage<ProblemsAttribute, PromptSet>($"{split}", new ProblemsAttribute<Sums> { Count = count, Split = split });
            return await host.RunAsync(new("splits", typeof(object), 1, stage), stage);
        }

        var all = (await Split(Dsl.Split.All, 25)).Select(problem => problem.Prompt.Text).ToHashSet();
        var heldOut = all.Where(prompt => Splits.Contains(Dsl.Split.HeldOut, prompt)).ToList();
        var train = await Split(Dsl.Split.Train, 25 - heldOut.Count);

        Assert.Equal(all.Except(heldOut).Order(), train.Select(problem => problem.Prompt.Text).Order());
    }

    [Fact]
    public async Task A_source_with_too_few_problems_says_how_many_it_has()
    {
        using var host = new TestHost();
        var stage = new Stage<ProblemsAttribute, PromptSet>("Many", new ProblemsAttribute<Sums> { Count = 26, Split = Split.All });

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("many", typeof(object), 1, stage), stage));

        Assert.Contains("26 distinct problems", error.Message);
        Assert.Contains("it has 25", error.Message);
    }

    private static ProblemsFileAttribute Gsm8k() => new() { Layout = ProblemLayout.Gsm8k };

    private static async Task<PromptSet> ReadAsync(ProblemsFileAttribute options, params string[] lines)
    {
        using var folder = new TemporaryFolder();
        using var host = new TestHost();
        options.Path = folder.File("problems.jsonl");
        File.WriteAllLines(options.Path, lines);
        var stage = new Stage<ProblemsFileAttribute, PromptSet>("Read", options);
        return await host.RunAsync(new RecipeGraph("files", typeof(object), 1, stage), stage);
    }
}

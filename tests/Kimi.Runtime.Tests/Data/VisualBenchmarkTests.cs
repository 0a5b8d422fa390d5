using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Tests.Execution;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>The public sets with images, in the shapes that they are published in, and how their answers are judged.</summary>
public sealed class VisualBenchmarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestHost _host = new();

    public VisualBenchmarkTests() => Photo();

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task MathVista_has_choices_whose_text_is_the_answer_and_numbers_to_so_many_decimals()
    {
        var problems = await ReadAsync(
            ProblemLayout.MathVista,
            """
            {"pid": "3", "question": "What is the angle?", "image": "images/1.png", "choices": ["135°", "140°", "145°"], "unit": null, "precision": null,
             "answer": "145°", "question_type": "multi_choice", "answer_type": "text", "metadata": {"task": "geometry", "skills": ["geometry"]},
             "query": "Hint: Provide the correct option letter.\nQuestion: What is the angle?\nChoices:\n(A) 135°\n(B) 140°\n(C) 145°"}
            """,
            """
            {"pid": "1", "question": "How far?", "image": "images/1.png", "choices": null, "unit": "m", "precision": 1.0, "answer": "1.2",
             "question_type": "free_form", "answer_type": "float", "metadata": {"task": "word problem", "skills": ["algebra", "science"]}}
            """,
            """
            {"pid": "8", "question": "Is it?", "image": "images/1.png", "choices": ["Yes", "No"], "unit": null, "precision": null, "answer": "Yes",
             "question_type": "multi_choice", "answer_type": "text"}
            """);

        Assert.Equal(["3", "1", "8"], problems.Select(problem => problem.Id));
        Assert.EndsWith("(B) 140°\n(C) 145°", problems[0].Prompt.Text, StringComparison.Ordinal);
        Assert.Equal(("C", ["135°", "140°", "145°"]), (problems[0].Answer, problems[0].Choices!));
        Assert.Equal(["word problem", "algebra", "science"], problems[1].Tags);
        Assert.Equal(("How far?", "1.2", 1), (problems[1].Prompt.Text, problems[1].Answer, problems[1].Decimals));
        Assert.Equal(("Is it?\n(A) Yes\n(B) No", "A"), (problems[2].Prompt.Text, problems[2].Answer));
        Assert.All(problems, problem => Assert.Single(problem.Prompt.Images));
    }

    [Fact]
    public async Task MathVista_in_Parquet_has_the_image_beside_its_path()
    {
        var path = _folder.File("testmini.parquet");
        File.WriteAllBytes(path, DataFiles.Parquet(
            [new VistaRow
            {
                Pid = "1", Question = "How many?", Query = "Question: How many?", Image = "images/1.jpg", Decoded = new() { Bytes = Pictures.File(2) },
                Answer = "4", QuestionType = "free_form", AnswerType = "integer",
            }]));

        var problem = Assert.Single(await FileAsync(new() { Path = path, Layout = ProblemLayout.MathVista }));

        Assert.Equal(("Question: How many?", "4", null), (problem.Prompt.Text, problem.Answer, problem.Decimals));
        Assert.Null(problem.Choices);
        Assert.Single(problem.Prompt.Images);
    }

    [Fact]
    public async Task MMMU_has_options_as_Python_writes_them_and_shows_the_images_that_are_named()
    {
        var problems = await ReadAsync(
            ProblemLayout.Mmmu,
            """
            {"id": "validation_Art_1", "question": "Which of <image 1> fits?", "options": "['<image 2>', \"it's none\", 'a\\'b']", "explanation": "",
             "image_1": "images/1.png", "image_2": "images/1.png", "image_3": "images/1.png", "image_4": null, "answer": "B", "topic_difficulty": "Hard",
             "question_type": "multiple-choice", "subfield": "History"}
            """,
            """
            {"id": "validation_Art_2", "question": "How much? <image 1>", "options": "[]", "image_1": "images/1.png", "answer": "['24/7', '3.43']",
             "topic_difficulty": "Easy", "question_type": "open", "subfield": "History"}
            """);

        Assert.Equal(["Which of ", "#", " fits?\n(A) ", "#", "\n(B) it's none\n(C) a'b"], Parts(problems[0]));
        Assert.Equal(("B", 3), (problems[0].Answer, problems[0].Level));
        Assert.Equal(["<image 2>", "it's none", "a'b"], problems[0].Choices!);
        Assert.Equal(("24/7", 2, 1), (problems[1].Answer, problems[1].Decimals, problems[1].Level));
        Assert.Equal(["3.43"], problems[1].OtherAnswers!);
        Assert.Equal(["History"], problems[1].Tags);
    }

    [Fact]
    public async Task MATH_Vision_has_one_image_and_says_the_options_where_they_are_not_in_it()
    {
        var problems = await ReadAsync(
            ProblemLayout.MathVision,
            """
            {"id": "2", "question": "Which?\n<image1>\n<image2>", "options": ["A", "B", "C"], "answer": "B", "solution": null, "level": 2, "subject": "logic",
             "image": "images/1.png"}
            """,
            """
            {"id": "24", "question": "How long?\n<image1>", "options": ["3 h 5 min", "2 h 15 min"], "answer": "B", "level": 2, "subject": "arithmetic",
             "image": "images/1.png"}
            """,
            """{"id": "1", "question": "Number?\n<image1>", "options": [], "answer": "60", "level": 2, "subject": "arithmetic", "image": "images/1.png"}""");

        Assert.Equal(["#", "Which?\n<image1>\n<image2>"], Parts(problems[0]));
        Assert.Equal(["#", "How long?\n<image1>\n(A) 3 h 5 min\n(B) 2 h 15 min"], Parts(problems[1]));
        Assert.Equal(("60", 2), (problems[2].Answer, problems[2].Decimals));
        Assert.Null(problems[2].Choices);
    }

    [Theory]
    [InlineData(ProblemLayout.MathVista, """{"question": "q", "choices": ["a", "b"], "answer": "c"}""", "its answer 'c' is none of its 2 choices")]
    [InlineData(ProblemLayout.Mmmu, """{"question": "q", "options": "['a', 'b']", "answer": "C"}""", "its answer 'C' is not the letter of one of 2 options")]
    [InlineData(ProblemLayout.Mmmu, """{"question": "q", "options": "a, b", "answer": "A"}""", "its field 'options' is no list of Python's")]
    [InlineData(ProblemLayout.MathVision, """{"question": "q", "options": ["a"], "answer": "a"}""", "its answer 'a' is not the letter of one of 1 options")]
    public async Task An_answer_that_is_no_choice_is_told(ProblemLayout layout, string line, string told)
    {
        var error = await Assert.ThrowsAsync<KimiException>(() => ReadAsync(layout, line));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Benchmark.MathVista, ProblemLayout.MathVista, "and the benchmark MathVista has 1000")]
    [InlineData(Benchmark.Mmmu, ProblemLayout.Mmmu, "and the benchmark Mmmu has 900")]
    [InlineData(Benchmark.MathVision, ProblemLayout.MathVision, "and the benchmark MathVision has 3040")]
    public async Task A_part_of_a_set_is_not_the_set(Benchmark benchmark, ProblemLayout layout, string told)
    {
        var path = _folder.File("part.jsonl");
        File.WriteAllText(path, """{"question": "q", "answer": "1"}""");

        var error = await Assert.ThrowsAsync<KimiException>(() => FileAsync(new() { Path = path, Layout = layout, Benchmark = benchmark }));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The answer is C", 1)]
    [InlineData(@"So \boxed{C}.", 1)]
    [InlineData(@"\boxed{\text{(C) } 145^\circ}", 1)]
    [InlineData("Answer: (C) 145°", 1)]
    [InlineData("Answer: C. 145°", 1)]
    [InlineData("The final answer is 145°.", 1)]
    [InlineData(@"\boxed{145^{\circ}}", 1)]
    [InlineData("(c)", 1)]
    [InlineData("Answer: the third, (C)", 1)]
    [InlineData("Answer: it must be C.", 1)]
    [InlineData("Answer: option C, clearly", 1)]
    [InlineData("Answer: it must be B.", 0)]
    [InlineData("Answer: either (B) or (C)", 0)]
    [InlineData("Answer: a charge of 5 C", 0)]
    [InlineData("The answer is B", 0)]
    [InlineData("Answer: (B) 145°", 0)]
    [InlineData("The final answer is 140°.", 0)]
    [InlineData("The final answer is 146°.", 0)]
    [InlineData("The answer is E", 0)]
    [InlineData("", 0)]
    public async Task A_choice_is_named_by_letter_or_by_text(string response, double score) =>
        Assert.Equal(score, await JudgeAsync(new() { Answer = "C", Choices = ["135°", "140°", "145°", "150°"], Id = "1", Prompt = "q" }, response));

    [Theory]
    [InlineData("Answer: Common water flea", 1)]
    [InlineData("The answer is common water flea.", 1)]
    [InlineData("Answer: (B) Common water flea", 1)]
    [InlineData("Answer: what is shown is a common water flea", 1)]
    [InlineData("Answer: what is shown is a tadpole or a common water flea", 0)]
    [InlineData("Answer: what is shown are common water fleas", 0)]
    [InlineData("Answer: Tadpole", 0)]
    [InlineData("Answer: A common water flea", 0)]
    public async Task Choices_may_be_words(string response, double score) => Assert.Equal(
        score, await JudgeAsync(new() { Answer = "B", Choices = ["Tilapia", "Common water flea", "Tadpole"], Id = "1", Prompt = "q" }, response));

    [Theory]
    [InlineData("1.2", 1, "The answer is 1.2", 1)]
    [InlineData("1.2", 1, "The answer is 1.1547", 1)]
    [InlineData("1.2", 1, @"\boxed{\frac{2}{\sqrt{3}}}", 1)]
    [InlineData("1.2", 1, "The answer is 1.2 meters", 1)]
    [InlineData("1.2", 1, "The answer is 1.25", 1)]
    [InlineData("1.2", 1, "The answer is 1.26", 0)]
    [InlineData("1.20", 2, "The answer is 1.1547", 0)]
    [InlineData("3", 2, "The answer is 3.004", 1)]
    [InlineData("3", 2, "The answer is 3.1", 0)]
    public async Task A_number_is_right_to_its_decimals(string answer, int decimals, string response, double score) =>
        Assert.Equal(score, await JudgeAsync(new() { Answer = answer, Decimals = decimals, Id = "1", Prompt = "q" }, response));

    [Theory]
    [InlineData("The answer is 3.43", 1)]
    [InlineData("The answer is 24/7", 1)]
    [InlineData("The answer is 4", 0)]
    public async Task One_of_several_answers_is_enough(string response, double score) =>
        Assert.Equal(score, await JudgeAsync(new() { Answer = "24/7", OtherAnswers = ["3.43"], Id = "1", Prompt = "q" }, response));

    private static async Task<double> JudgeAsync(MathProblem problem, string response)
    {
        IRolloutReward reward = new MathReward(new());
        return Assert.IsType<Verdict.Scored>(await reward.JudgeAsync(problem, TestRollouts.Of(response), default)).Value;
    }

    private static IEnumerable<string> Parts(MathProblem problem) =>
        ((Prompt.Continuation)problem.Prompt).Parts.Select(part => part is PromptPart.Text text ? text.Value : "#");

    private void Photo()
    {
        Directory.CreateDirectory(_folder.File("data/images"));
        File.WriteAllBytes(_folder.File("data/images/1.png"), Pictures.File(1));
    }

    private Task<IReadOnlyList<MathProblem>> ReadAsync(ProblemLayout layout, params string[] lines)
    {
        var path = _folder.File("rows.jsonl");
        File.WriteAllLines(path, lines.Select(line => line.ReplaceLineEndings("")));
        return FileAsync(new() { Path = path, Layout = layout, ImageFolder = _folder.File("data") });
    }

    private async Task<IReadOnlyList<MathProblem>> FileAsync(ProblemsFileAttribute options)
    {
        var stage = new Stage<ProblemsFileAttribute, PromptSet>("Read", options);
        return [.. (await _host.RunAsync(new("read", typeof(object), 1, stage), stage)).Problems.Cast<MathProblem>()];
    }

    private sealed class VistaRow
    {
        [JsonPropertyName("pid")]
        public string? Pid { get; set; }

        [JsonPropertyName("question")]
        public string? Question { get; set; }

        [JsonPropertyName("query")]
        public string? Query { get; set; }

        [JsonPropertyName("image")]
        public string? Image { get; set; }

        [JsonPropertyName("decoded_image")]
        public VistaImage? Decoded { get; set; }

        [JsonPropertyName("choices")]
        public List<string>? Choices { get; set; }

        [JsonPropertyName("precision")]
        public double? Precision { get; set; }

        [JsonPropertyName("answer")]
        public string? Answer { get; set; }

        [JsonPropertyName("question_type")]
        public string? QuestionType { get; set; }

        [JsonPropertyName("answer_type")]
        public string? AnswerType { get; set; }
    }

    private sealed class VistaImage
    {
        [JsonPropertyName("bytes")]
        public byte[]? Bytes { get; set; }

        [JsonPropertyName("path")]
        public string? Path { get; set; }
    }
}

using System.Reflection;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>How rows of files become problems and demonstrations.</summary>
public sealed class ProblemsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        """{"problem": "p", "solution": "so \\boxed{1}, or \\boxed{\\frac{1}{2}}.", "level": "Level 5", "type": "Algebra"}""", @"\frac{1}{2}", 5, "Algebra")]
    [InlineData("""{"problem": "p", "solution": "so \\boxed{3}", "answer": "\\frac12", "level": 2, "subject": "Geometry"}""", @"\frac12", 2, "Geometry")]
    [InlineData("""{"problem": "p", "solution": "so \\boxed{3}", "answer": null, "level": "Level ?"}""", "3", 0, "")]
    public async Task Math_has_its_answer_in_a_field_or_in_the_last_box_of_the_solution(string line, string answer, int level, string tag)
    {
        var problem = await OnlyAsync(new() { Layout = ProblemLayout.Math }, line);

        Assert.Equal((answer, level, tag), (problem.Answer, problem.Level, string.Join(' ', problem.Tags)));
        Assert.StartsWith("so", problem.Solution, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"problem": "p", "answer": "025"}""", "25")]
    [InlineData("""{"problem": "p", "answer": 204}""", "204")]
    [InlineData("""{"problem": "p", "answer": "000"}""", "0")]
    [InlineData("""{"question": "p", "solution": "\\boxed{073}"}""", "73")]
    public async Task Aime_s_numbers_have_no_leading_zeros(string line, string answer) =>
        Assert.Equal(answer, (await OnlyAsync(new() { Layout = ProblemLayout.Aime }, line)).Answer);

    /// <summary>The layouts for which the language declares what an empty PromptField and AnswerField stand for, with both.</summary>
    public static TheoryData<ProblemLayout, string, string> DeclaredFields
    {
        get
        {
            var declared = new TheoryData<ProblemLayout, string, string>();
            foreach (var prompt in Defaults(nameof(ProblemsFileAttribute.PromptField)))
            {
                var answer = Defaults(nameof(ProblemsFileAttribute.AnswerField)).Single(other => other.Value.Equals(prompt.Value));
                declared.Add((ProblemLayout)prompt.Value, prompt.Text, answer.Text);
            }

            return declared;

            static IEnumerable<DefaultAtAttribute> Defaults(string option) =>
                typeof(ProblemsFileAttribute).GetProperty(option)!.GetCustomAttributes<DefaultAtAttribute>();
        }
    }

    [Theory]
    [MemberData(nameof(DeclaredFields))]
    public async Task What_an_empty_field_is_declared_to_stand_for_is_what_its_layout_reads(ProblemLayout layout, string prompt, string answer)
    {
        var problem = await OnlyAsync(new() { Layout = layout }, $$"""{"{{prompt}}": "2+2=", "{{answer}}": "so #### 4"}""");

        Assert.Equal("2+2=", problem.Prompt.Text);
        Assert.EndsWith("4", problem.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verl_s_messages_stay_messages_and_its_objects_are_reached()
    {
        var problem = await OnlyAsync(
            new() { Layout = ProblemLayout.Verl, IdField = "extra_info.index" },
            """
            {"data_source": "openai/gsm8k", "prompt": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}], "ability": "math",
             "reward_model": {"style": "rule", "ground_truth": "72"}, "extra_info": {"index": 7, "level": 3.0, "split": "train"}}
            """.ReplaceLineEndings(""));

        Assert.Equal(
            new Prompt.Conversation([new(MessageRole.System, [new PromptPart.Text("s")]), new(MessageRole.User, [new PromptPart.Text("q")])]), problem.Prompt);
        Assert.Equal(("72", "7", 3, "openai/gsm8k math"), (problem.Answer, problem.Id, problem.Level, string.Join(' ', problem.Tags)));
    }

    [Fact]
    public async Task Options_override_a_layout_and_prompts_need_no_answer()
    {
        var problem = await OnlyAsync(
            new() { PromptField = "q", AnswerField = "r.a", AnswerMarker = "=>", LevelField = "l", TagFields = ["t", "u"] },
            """{"q": "2+2?", "r": {"a": "adding => 4"}, "l": 1, "t": ["x", "y"], "u": "z"}""");

        Assert.Equal(("4", "adding", 1, "x y z", "Read:1"), (problem.Answer, problem.Solution, problem.Level, string.Join(' ', problem.Tags), problem.Id));
        Assert.Equal("", (await OnlyAsync(new() { Layout = ProblemLayout.Prompts }, """{"prompt": "write a story"}""")).Answer);
    }

    [Fact]
    public async Task Rows_without_an_answer_and_with_a_long_prompt_are_left_out_and_counted()
    {
        var (problems, metrics) = await ReadAsync(
            new() { MaxPromptCharacters = 3 },
            """{"prompt": "a", "answer": "1"}""", """{"prompt": "b", "answer": " "}""", """{"prompt": "cccc", "answer": "1"}""",
            """{"prompt": "a", "answer": "1"}""");

        Assert.Equal(["a"], problems.Select(problem => problem.Prompt.Text));
        Assert.Equal((1.0, 1.0, 1.0), (metrics["leftOutEmptyAnswer"], metrics["leftOutTooLong"], metrics["leftOutRepeated"]));
    }

    [Theory]
    [InlineData("IdField", "its id 'x' is also that of row 1: give stage Read another IdField")]
    [InlineData("LevelField", "not a whole number or a text such as Level 5")]
    [InlineData("TagField", "has no row with a field 'absent'")]
    [InlineData("Benchmark", "has 2 problems, and the benchmark Aime2024 has 30: give stage Read the whole file, or leave out Benchmark")]
    [InlineData("Messages", "message 1 of 'prompt' is by 'narrator', not by system, user, assistant or tool")]
    [InlineData("Box", "its solution has no \\boxed{…} with the final answer")]
    public async Task What_is_wrong_is_told_in_one_line(string what, string told)
    {
        string[] lines = ["""{"prompt": "a", "answer": "1", "id": "x", "l": "harder"}""", """{"prompt": "b", "answer": "1", "id": "x", "l": "harder"}"""];
        ProblemsFileAttribute options = what switch
        {
            "IdField" => new() { IdField = "id" },
            "LevelField" => new() { LevelField = "l" },
            "TagField" => new() { TagFields = ["absent"] },
            "Benchmark" => new() { Benchmark = Benchmark.Aime2024 },
            "Box" => new() { Layout = ProblemLayout.Math },
            _ => new() { Layout = ProblemLayout.Prompts },
        };
        if (what == "Messages")
            lines = ["""{"prompt": [{"role": "narrator", "content": "once"}]}"""];
        if (what == "Box")
            lines = ["""{"problem": "p", "solution": "it is 3"}"""];

        var error = (await Assert.ThrowsAsync<KimiException>(() => ReadAsync(options, lines))).Message;

        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public async Task Splits_share_no_prompt_miss_none_and_do_not_depend_on_place()
    {
        var lines = Enumerable.Range(0, 1_000).Select(number => $$"""{"prompt": "p{{number}}", "answer": "1"}""").ToArray();
        async Task<HashSet<string>> Part(Split split, double share, string[] file) =>
            [.. (await ReadAsync(new() { Split = split, HeldOutShare = share }, file)).Problems.Select(problem => problem.Prompt.Text)];

        foreach (var share in new[] { 0.1, 0.25 })
        {
            var (train, heldOut) = (await Part(Split.Train, share, lines), await Part(Split.HeldOut, share, lines));
            Assert.Empty(train.Intersect(heldOut));
            Assert.Equal(1_000, train.Count + heldOut.Count);
            Assert.InRange(heldOut.Count, 1_000 * share - 50, 1_000 * share + 50);
            Assert.Equal(heldOut, await Part(Split.HeldOut, share, [.. lines.Reverse()]));
        }

        Assert.Subset(await Part(Split.HeldOut, 0.25, lines), await Part(Split.HeldOut, 0.1, lines));
    }

    [Fact]
    public async Task A_shuffled_sample_is_the_same_for_a_seed_and_the_beginning_of_a_larger_one()
    {
        var lines = Enumerable.Range(0, 200).Select(number => $$"""{"prompt": "p{{number}}", "answer": "1"}""").ToArray();
        async Task<List<string>> Sample(int count, int seed) =>
            [.. (await ReadAsync(new() { Shuffle = true, Count = count }, seed, lines)).Problems.Select(problem => problem.Prompt.Text)];

        var all = await Sample(0, 1);

        Assert.Equal(lines.Length, all.Distinct().Count());
        Assert.NotEqual(all, await Sample(0, 2));
        Assert.Equal(all.Take(50), await Sample(50, 1));
        Assert.True(all.Take(50).Select(prompt => int.Parse(prompt[1..])).Max() > 100);
    }

    [Fact]
    public async Task The_last_message_is_the_response_to_those_before_it()
    {
        string[] lines =
        [
            """
            {"conversations": [{"from": "human", "value": "hi"}, {"from": "gpt", "value": "hello"},
             {"from": "human", "value": "bye"}, {"from": "gpt", "value": "ciao"}]}
            """.ReplaceLineEndings(""),
            """{"conversations": [{"from": "human", "value": "nobody answers"}]}""",
        ];
        var path = _folder.File("chats.jsonl.zst");
        File.WriteAllBytes(path, DataFiles.Zstd(string.Join('\n', lines)));
        using var host = new TestHost();
        var stage = new Stage<DemonstrationsFileAttribute, Demonstrations>("Chats", new() { Path = path, Layout = DemonstrationLayout.ShareGpt });

        var demonstration = Assert.Single(await host.RunAsync(new("chats", typeof(object), 1, stage), stage));

        var conversation = Assert.IsType<Prompt.Conversation>(demonstration.Prompt);
        Assert.Equal([MessageRole.User, MessageRole.Assistant, MessageRole.User], conversation.Messages.Select(message => message.Role));
        Assert.Equal(("hi\nhello\nbye", "ciao"), (conversation.Text, demonstration.Response));
        Assert.Equal(1.0, host.Log.Finished.Single().Metrics["leftOutEmptyAnswer"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_reply_of_a_conversation_can_be_a_demonstration(bool shuffle)
    {
        const string Line = """
            {"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}, {"role": "user", "content": "bye"},
             {"role": "assistant", "content": " "}, {"role": "user", "content": "bye!"},
             {"role": "assistant", "content": "ciao"}, {"role": "user", "content": "?"}]}
            """;
        var path = _folder.File("chats.jsonl");
        File.WriteAllText(path, Line.ReplaceLineEndings("") + "\n" + Line.ReplaceLineEndings(""));
        using var host = new TestHost();
        var stage = new Stage<DemonstrationsFileAttribute, Demonstrations>(
            "Chats", new() { Path = path, Layout = DemonstrationLayout.Messages, EveryReply = true, Shuffle = shuffle, Count = 3 });

        var demonstrations = await host.RunAsync(new("chats", typeof(object), 1, stage), stage);

        Assert.Equal(3, demonstrations.Count);
        Assert.All(demonstrations, each => Assert.Contains(
            (each.Prompt.Text, each.Response), new[] { ("hi", "hello"), ("hi\nhello\nbye\n \nbye!", "ciao") }));
        if (!shuffle)
            Assert.Equal(["hello", "ciao", "hello"], demonstrations.Select(each => each.Response));
    }

    [Theory]
    [InlineData(
        """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "", "tool_calls": [{"id": 1}]}]}""",
        "message 2 of 'messages' has tool_calls, and only text and images are read")]
    [InlineData("""{"messages": []}""", "its field 'messages' has no messages")]
    public async Task Messages_that_would_be_kept_in_part_are_told(string line, string told)
    {
        var path = _folder.File("chats.jsonl");
        File.WriteAllText(path, line);
        using var host = new TestHost();
        var stage = new Stage<DemonstrationsFileAttribute, Demonstrations>("Chats", new() { Path = path, Layout = DemonstrationLayout.Messages });

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("chats", typeof(object), 1, stage)));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private async Task<MathProblem> OnlyAsync(ProblemsFileAttribute options, string line) =>
        Assert.IsType<MathProblem>(Assert.Single((await ReadAsync(options, line)).Problems));

    private Task<(PromptSet Problems, IReadOnlyDictionary<string, double> Metrics)> ReadAsync(ProblemsFileAttribute options, params string[] lines) =>
        ReadAsync(options, seed: 1, lines);

    private async Task<(PromptSet Problems, IReadOnlyDictionary<string, double> Metrics)> ReadAsync(ProblemsFileAttribute options, int seed, string[] lines)
    {
        options.Path = _folder.File("problems.jsonl");
        File.WriteAllLines(options.Path, lines);
        using var host = new TestHost();
        var stage = new Stage<ProblemsFileAttribute, PromptSet>("Read", options);
        var problems = await host.RunAsync(new("read", typeof(object), seed, stage), stage);
        return (problems, host.Log.Finished.Single().Metrics);
    }
}

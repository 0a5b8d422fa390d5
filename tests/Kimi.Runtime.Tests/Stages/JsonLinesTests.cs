using System.Diagnostics;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>JSONL files of a user: read, or told in one sentence.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private const string Line = """{"question": "1+1=", "answer": "two\n#### 2", "more": [1, {"a": null}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_that_occurs_twice_in_a_line_is_refused()
    {
        var error = await ErrorAsync("""{"question": "1+1=", "answer": "2"}""", """{"question": "1+2=", "answer": "2", "answer": "3"}""");

        Assert.Contains("(2", error, StringComparison.Ordinal);
        Assert.Contains("not a problem in JSON (", error, StringComparison.Ordinal);
        Assert.Contains("answer", error, StringComparison.Ordinal);
        Assert.EndsWith("correct or delete the line", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"question": "1+1=", "answer": "2"}]""", "(1): an array, where each line is to be an object of its own")]
    [InlineData("{\n\"question\": \"1+1=\"\n}", "(1): one value over several lines, where each line is to be an object of its own")]
    public async Task An_array_and_an_indented_value_are_told_for_what_they_are(string text, string told) =>
        Assert.Contains(told, await ErrorAsync(text), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_in_Latin_1_is_told_with_the_place_of_its_first_byte_that_is_not_UTF_8()
    {
        var stage = Stage(new());
        File.WriteAllBytes(_folder.File("problems.jsonl"), Encoding.Latin1.GetBytes("{\"question\": \"1+1=\", \"answer\": \"deux, ou zéro\"}\n"));

        Assert.Contains("problems.jsonl(1,43): the byte 0xE9 is not UTF-8: convert the file", await ErrorAsync(stage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_refused_before_anything_runs()
    {
        var stage = Stage(new());
        File.Delete(_folder.File("problems.jsonl"));
        Process.Start("mkfifo", _folder.File("problems.jsonl")).WaitForExit();

        Assert.Equal(
            $"stage Problems reads '{_folder.File("problems.jsonl")}', a pipe or a device, which can be read only once: write it to a file, and give that",
            await ErrorAsync(stage));
    }

    [Fact]
    public async Task What_is_left_out_of_a_file_is_counted_by_reason()
    {
        using var host = new TestHost();
        var stage = Stage(
            new() { Count = 3 },
            """{"question": "a", "answer": "1"}""", """{"question": "a", "answer": "1"}""", """{"question": "a", "answer": "2"}""",
            """{"question": "b", "answer": "1"}""", """{"question": "c", "answer": "1"}""", """{"question": "d", "answer": "1"}""");

        await host.RunAsync(new("lines", typeof(object), 1, stage));

        var metrics = host.Log.Finished.Single().Metrics;
        Assert.Equal(
            (3.0, 1.0, 1.0, 0.0),
            (metrics["problems"], metrics["leftOutRepeated"], metrics["leftOutOtherAnswer"], metrics["leftOutOtherSplit"]));
    }

    [Fact]
    public void Whatever_is_in_a_line_there_is_a_value_or_one_sentence() => Try(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_is_in_a_line_there_is_a_value_or_one_sentence_at_full_count() => Try(Mutations.InputsOfLongRuns);

    private void Try(int inputs)
    {
        var file = _folder.File("line.jsonl");
        Mutations.ResultOrMessage(inputs, seed: 11, random => Mutations.OfJsonLines([Line, Line], random), input =>
        {
            File.WriteAllBytes(file, input);
            _ = RowFile.Read(file, "problem", [], row => row.Need("question").Filled + row.Need("answer").Filled).Count();
        });
    }

    private Task<string> ErrorAsync(params string[] lines) => ErrorAsync(Stage(new(), lines));

    private static async Task<string> ErrorAsync(Stage stage)
    {
        using var host = new TestHost();
        return (await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("lines", typeof(object), 1, stage)))).Message;
    }

    private Stage<ProblemsFileAttribute, PromptSet> Stage(ProblemsFileAttribute options, params string[] lines)
    {
        var path = _folder.File("problems.jsonl");
        File.WriteAllLines(path, lines);
        (options.Path, options.PromptField) = (path, "question");
        return new("Problems", options);
    }
}

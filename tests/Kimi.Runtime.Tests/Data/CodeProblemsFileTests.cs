using System.IO.Compression;
using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>How rows of public sets of programming problems become problems.</summary>
public sealed class CodeProblemsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HumanEval_is_a_prompt_to_complete_and_a_harness()
    {
        var problem = await OnlyAsync(
            CodeLayout.HumanEval,
            """
            {"task_id": "HumanEval/0", "prompt": "def f(x):\n", "entry_point": "f", "canonical_solution": "    return x\n",
             "test": "def check(c):\n    assert c(1) == 1\n"}
            """.ReplaceLineEndings(""));

        Assert.Equal(("HumanEval/0", "def f(x):\n", ProgramLanguage.Python), (problem.Id, problem.Prompt.Text, problem.Language));
        Assert.Equal(new CodeTests.Harness("f", "def f(x):\n", "def check(c):\n    assert c(1) == 1\n"), problem.Tests);
        Assert.Equal([new Submission("    return x\n", IsRight: true)], problem.Submissions);
    }

    [Theory]
    [InlineData("\"task_id\": \"CPP/0\", \"test\"", ProgramLanguage.Cpp)]
    [InlineData("\"task_id\": \"JavaScript/0\", \"test\"", ProgramLanguage.JavaScript)]
    [InlineData("\"name\": \"HumanEval_0_f\", \"language\": \"c\", \"tests\"", ProgramLanguage.C)]
    public async Task Translations_of_HumanEval_say_their_language_and_their_prompt_the_function(string fields, ProgramLanguage language)
    {
        var problem = await OnlyAsync(CodeLayout.HumanEval, $$"""{"prompt": "int g(int);\nint f(int x) {\n", {{fields}}: "int main() {}"}""");

        Assert.Equal((language, 0), (problem.Language, problem.Submissions.Count));
        Assert.Equal(new CodeTests.Harness("f", "int g(int);\nint f(int x) {\n", "int main() {}"), problem.Tests);
    }

    [Theory]
    [InlineData("\"name\": \"HumanEval_0_f\", \"language\": \"rs\"", "rs")]
    [InlineData("\"task_id\": \"Java/0\"", "Java")]
    public async Task A_language_that_no_sandbox_runs_is_told_with_its_row(string fields, string language)
    {
        var error = await Assert.ThrowsAsync<KimiException>(
            () => OnlyAsync(CodeLayout.HumanEval, $$"""{"prompt": "fn f() {\n", "tests": "f();", {{fields}}}"""));

        Assert.Contains(
            $"jsonl(1): not a problem in JSON (its language '{language}' is none of those that are judged: Python, C, C++ and JavaScript)",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\": \"Write f.\", \"test_setup_code\": \"import math\"")]
    [InlineData("\"prompt\": \"Write f.\", \"test_imports\": [\"import math\"]")]
    public async Task Mbpp_names_its_function_in_the_tests(string fields)
    {
        var problem = await OnlyAsync(
            CodeLayout.Mbpp,
            $$"""
            {"task_id": 11, {{fields}}, "code": "def g(x):\n  return x\ndef f(x):\n  return g(x)",
             "test_list": ["assert f(1) == 1", "assert f(2)==2"]}
            """.ReplaceLineEndings(""));

        Assert.Equal("Write f.\nYour code should pass these tests:\n\nassert f(1) == 1\nassert f(2)==2\n", problem.Prompt.Text);
        Assert.Equal(("11", new CodeTests.Harness("f", "import math\n", "assert f(1) == 1\nassert f(2)==2")), (problem.Id, problem.Tests));
    }

    [Fact]
    public async Task Apps_has_its_tests_in_a_text_of_json()
    {
        var streams = await OnlyAsync(
            CodeLayout.Apps,
            """
            {"problem_id": 5, "question": "q", "input_output": "{\"inputs\": [\"1\\n\", [\"2\", \"3\"]], \"outputs\": [\"1\\n\", [\"5\"]]}",
             "solutions": "[\"print(1)\"]", "difficulty": "interview"}
            """.ReplaceLineEndings(""));
        var calls = await OnlyAsync(
            CodeLayout.Apps, """{"question": "q", "input_output": "{\"fn_name\": \"f\", \"inputs\": [[1, \"a\"]], \"outputs\": [[[2]]]}", "solutions": ""}""");

        Assert.Equal(("5", "interview", 1), (streams.Id, streams.Tags.Single(), streams.Submissions.Count));
        Assert.Equal(new CodeTests.Streams([new("1\n", "1\n"), new("2\n3\n", "5\n")]), streams.Tests);
        Assert.Equal(("Read:1", new CodeTests.Calls("f", [new("[1, \"a\"]", "[2]")])), (calls.Id, calls.Tests));
    }

    [Fact]
    public async Task Contests_have_three_lists_of_tests_limits_and_submissions_by_language()
    {
        var problem = await OnlyAsync(
            CodeLayout.CodeContests,
            """
            {"name": "1_A", "description": "d", "public_tests": {"input": ["1"], "output": ["a"]}, "private_tests": {"input": [], "output": []},
             "generated_tests": {"input": ["2", "3"], "output": ["b", "c"]}, "solutions": {"language": [1, 3, 2], "solution": ["py2", "py3", "c++"]},
             "incorrect_solutions": {"language": [3], "solution": ["bad"]}, "time_limit": {"seconds": 2, "nanos": 500000000}, "memory_limit_bytes": 64000000}
            """.ReplaceLineEndings(""),
            options => options.MaxTests = 2);

        Assert.Equal(new CodeTests.Streams([new("1", "a"), new("2", "b")]), problem.Tests);
        Assert.Equal([new Submission("py3", true), new Submission("bad", false)], problem.Submissions);
        Assert.Equal((2.5, 64_000_000), (problem.Limits.CpuSeconds, problem.Limits.MemoryBytes));
    }

    [Fact]
    public async Task LiveCodeBench_has_its_private_tests_packed()
    {
        var functions = await OnlyAsync(
            CodeLayout.LiveCodeBench,
            $$$"""
            {"question_id": "x", "question_content": "q", "starter_code": "class Solution:", "platform": "leetcode", "difficulty": "easy",
             "public_test_cases": "[{\"input\": \"[1, 2]\\n3\", \"output\": \"4\", \"testtype\": \"functional\"}]", "metadata": "{\"func_name\": \"f\"}",
             "private_test_cases": "{{{Packed("""[{"input": "[]\n0", "output": "0", "testtype": "functional"}]""")}}}"}
            """.ReplaceLineEndings(""));

        Assert.Equal("q\n\nUse this starter code:\n\nclass Solution:\n", functions.Prompt.Text);
        Assert.Equal(new CodeTests.Calls("f", [new("[[1, 2],3]", "4"), new("[[],0]", "0")]), functions.Tests);
        Assert.Equal(["leetcode", "easy"], functions.Tags);
    }

    [Fact]
    public async Task A_pickle_of_more_than_a_text_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write("cos\nsystem\n(S'true'\ntR."u8);

        var error = await Assert.ThrowsAsync<KimiException>(() => OnlyAsync(
            CodeLayout.LiveCodeBench,
            $$"""
            {"question_id": "x", "question_content": "q", "public_test_cases": "[]",
             "private_test_cases": "{{Convert.ToBase64String(packed.ToArray())}}"}
            """.ReplaceLineEndings("")));

        Assert.Contains("its packed tests are a pickle with the operation 99, and not of a text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_tests_are_left_out_and_counted_and_one_that_the_reward_cannot_judge_is_told_at_start()
    {
        var path = _folder.File("apps.jsonl");
        await File.WriteAllTextAsync(
            path,
            """{"question": "q", "input_output": ""}""" + "\n" + """{"question": "r", "input_output": "{\"inputs\": [\"1\"], \"outputs\": [\"1\"]}"}""" + "\n");
        var (problems, metrics) = await ReadAsync(new() { Path = path, Layout = CodeLayout.Apps });

        Assert.Equal((1, 1.0), (problems.Count, metrics["leftOutNoTests"]));

        var tiny = new TinyRecipe();
        var read = new Stage<CodeProblemsFileAttribute, PromptSet>("Read", new() { Path = path, Layout = CodeLayout.Apps });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(tiny.Initial), read)
        { Rewards = [new TestCaseRewardAttribute()] };
        using var host = new TestHost();
        var error = await Assert.ThrowsAsync<KimiException>(
            () => host.RunAsync(new("code", typeof(CodeProblemsFileTests), 1, tiny.Initial, read, report), report));

        // The postfix interpreter is what there is without another sandbox.
        Assert.Equal(
            $"{path}(2): [TestCaseReward] cannot judge by it: the sandbox, postfix interpreter, runs no Python, but Postfix: correct or delete the row",
            error.Message);
    }

    // The text as json.dumps, pickle.dumps and zlib.compress of Python leave it.
    private static string Packed(string json)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var text = Encoding.UTF8.GetBytes(json);
            zlib.Write(
            [
                0x80, 4, 0x95, .. BitConverter.GetBytes((long)(text.Length + 8)), (byte)'X', .. BitConverter.GetBytes(text.Length), .. text, 0x94, (byte)'.',
            ]);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    private async Task<CodeProblem> OnlyAsync(CodeLayout layout, string line, Action<CodeProblemsFileAttribute>? set = null)
    {
        var options = new CodeProblemsFileAttribute { Path = _folder.File($"{Guid.NewGuid():N}.jsonl"), Layout = layout };
        set?.Invoke(options);
        await File.WriteAllTextAsync(options.Path, line + "\n");
        return Assert.IsType<CodeProblem>(Assert.Single((await ReadAsync(options)).Problems));
    }

    private static async Task<(PromptSet Problems, IReadOnlyDictionary<string, double> Metrics)> ReadAsync(CodeProblemsFileAttribute options)
    {
        var read = new Stage<CodeProblemsFileAttribute, PromptSet>("Read", options);
        using var host = new TestHost();
        var problems = await host.RunAsync(new("read", typeof(CodeProblemsFileTests), 1, read), read);
        return (problems, host.Log.Finished.Single().Metrics);
    }
}

namespace Kimi.Cli.Tests.Hosting;

/// <summary><c>judge code</c>: verdicts, line by line.</summary>
public sealed class JudgeCodeCommandTests : IDisposable
{
    private readonly Shell _line = new();

    public JudgeCodeCommandTests() => _line.Write("problems.jsonl", """
        {"id": "double", "question": "2x", "input_output": "{\"inputs\": [\"1\", \"5\"], \"outputs\": [\"2\", \"10\"]}"}
        {"id": 7, "question": "none", "input_output": ""}
        """);

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Every_case_gets_its_verdict_in_order()
    {
        _line.Write("cases.jsonl", """
            {"task_id": "double", "response": "So:\n```postfix\nx 2 *\n```"}
            {"id": "double", "completion": "x x +"}

            {"task_id": "double", "response": "x 1 +"}
            {"task_id": "double", "solution": "2x"}
            {"task_id": 7, "program": "x"}
            """);

        Assert.Equal(0, await RunAsync());

        Assert.Equal(
            """
            {"verdict":"scored","value":1,"rule":"AC, Postfix 1"}
            {"verdict":"scored","value":1,"rule":"AC, Postfix 1"}
            {"verdict":"scored","value":0,"rule":"WA on test 2, Postfix 1"}
            {"verdict":"scored","value":0,"rule":"CE, Postfix 1"}
            {"verdict":"unscorable","why":"problem 7: it has no tests"}

            """,
            _line.Output);
    }

    [Theory]
    [InlineData("{\"task_id\": \"double\"}", "not a case in JSON (the line has no \"response\" or \"completion\" or \"solution\" or \"program\")")]
    [InlineData("{\"response\": \"x\"}", "not a case in JSON (the line has no \"task_id\"")]
    [InlineData("{\"task_id\": \"double\", \"response\": 5}", "not a case in JSON (the line has no \"response\"")]
    [InlineData("{\"task_id\": \"triple\", \"response\": \"x\"}", "problems.jsonl has no problem 'triple': correct the id")]
    public async Task A_line_that_is_wrong_is_named(string line, string sentence)
    {
        _line.Write("cases.jsonl", $"{{\"task_id\": \"double\", \"response\": \"x\"}}\n{line}\n");

        Assert.Equal(2, await RunAsync());

        Assert.Contains("cases.jsonl(2): ", _line.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, _line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_problems_with_one_id_are_told_since_a_case_says_only_that()
    {
        _line.Write("cases.jsonl", "");
        _line.Write("problems.jsonl", """
            {"id": "double", "question": "2x", "input_output": "{\"inputs\": [\"1\"], \"outputs\": [\"2\"]}"}
            {"id": "double", "question": "3x", "input_output": "{\"inputs\": [\"1\"], \"outputs\": [\"3\"]}"}
            """);

        Assert.Equal(2, await RunAsync());

        Assert.Contains("problems.jsonl has two problems with the id 'double'", _line.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync() => _line.RunAsync(
        ["judge", "code", "--file", _line.File("cases.jsonl"), "--problems", _line.File("problems.jsonl"), "--layout", "Apps", "--language", "Postfix"]);
}

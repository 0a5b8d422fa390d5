using System.Text.Json;

namespace Kimi.Cli.Tests.Hosting;

/// <summary><c>judge math</c>: verdicts, line by line.</summary>
public sealed class JudgeMathCommandTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Every_case_gets_its_verdict_in_order()
    {
        _line.Write("cases.jsonl", """
            {"gold": "1/2", "response": "It is \\boxed{0.5}."}

            {"gold": "1/2", "response": "The answer is 0.4."}
            {"gold": "1/2", "response": "", "id": 3}
            """);

        Assert.Equal(0, await RunAsync());

        Assert.Equal(
            """
            {"verdict":"scored","value":1,"rule":"boxed"}
            {"verdict":"scored","value":0,"rule":"answer is"}
            {"verdict":"scored","value":0,"rule":"no answer"}

            """,
            _line.Output);
    }

    [Fact]
    public async Task A_reference_that_cannot_be_read_is_told_and_its_verdict_keeps_its_line()
    {
        _line.Write("cases.jsonl", """
            {"gold": "\\boxed{\\frac{1}}", "response": "1"}
            {"gold": "1", "response": "1"}
            """);

        Assert.Equal(0, await RunAsync());

        var rows = _line.Output.TrimEnd('\n').Split('\n').Select(row => JsonDocument.Parse(row).RootElement).ToList();
        Assert.Equal(["unscorable", "scored"], rows.Select(row => row.GetProperty("verdict").GetString()));
        Assert.Contains("cases.jsonl(1): the answer", rows[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("cases.jsonl(1): the answer", _line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"gold\": 5, \"response\": \"5\"}", "cases.jsonl(2): not a case in JSON (the line has no \"gold\")")]
    [InlineData("{\"gold\": \"5\"}", "cases.jsonl(2): not a case in JSON (the line has no \"response\")")]
    [InlineData("[]", "cases.jsonl(2): not a case in JSON (the line has no \"gold\")")]
    [InlineData("{\"gold\": \"5\"", "cases.jsonl(2")]
    public async Task A_line_that_is_wrong_is_named(string line, string sentence)
    {
        _line.Write("cases.jsonl", $"{{\"gold\": \"1\", \"response\": \"1\"}}\n{line}\n");

        Assert.Equal(2, await RunAsync());

        Assert.Contains(sentence, _line.Error, StringComparison.Ordinal);
        Assert.Contains("correct or delete the line", _line.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync() => _line.RunAsync(["judge", "math", "--file", _line.File("cases.jsonl")]);
}

using System.Text;
using System.Text.Json.Nodes;
using Kimi.Cli.Tests.Hosting;
using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Tests;
using Kimi.Torch.Files;
using static Kimi.Cli.Tests.Reports.RunFolder;

namespace Kimi.Cli.Tests.Reports;

/// <summary>Whatever the files of a run hold, <c>report</c> and <c>runs</c> show it, or say in one sentence what is wrong.</summary>
public sealed class ReportFuzzTests : IDisposable
{
    // A report draws figures, which takes longer than all that is tried here.
    private const int ReportsOfLongRuns = 10_000;
    private const string Rollouts = "Rl/log/rollouts/00000001.jsonl";

    private readonly Shell _line = new();

    public static TheoryData<string> Files =>
        ["summary.json", "Sft/stage.json", "Rl/metrics.jsonl", "Report/output/evaluation.json", "Report/log/responses/Sft.jsonl", Rollouts];

    private string Run => Path.Combine(_line.RunsFolder, "made", "cafe");

    public void Dispose() => _line.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public Task A_changed_file_is_reported_or_told(string file) => ReportAsync(file, Mutations.Inputs / Files.Count);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Files))]
    public Task A_changed_file_is_reported_or_told_at_full_count(string file) => ReportAsync(file, ReportsOfLongRuns / Files.Count);

    [Fact]
    public Task A_changed_summary_is_listed() => ListAsync(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_changed_summary_is_listed_at_full_count() => ListAsync(Mutations.InputsOfLongRuns);

    private async Task ReportAsync(string file, int inputs)
    {
        Make();
        var path = Path.Combine(Run, file);
        var text = File.ReadAllText(path);
        var random = new SeededRandom(19);
        var (reported, told) = (0, 0);
        for (var i = 0; i < inputs; i++)
        {
            File.WriteAllBytes(path, Changed(file, text, random));
            if (await _line.RunAsync(["report", Run]) == 0)
                reported++;
            else
                Told.AssertMessage(_line.Error.TrimEnd('\n'));
            told += _line.Error.Length > 0 ? 1 : 0;
        }

        Assert.Equal(inputs, reported + told);
        Assert.InRange(told, 1, inputs - 1);
    }

    private async Task ListAsync(int inputs)
    {
        Make();
        var path = Path.Combine(Run, "summary.json");
        var text = File.ReadAllText(path);
        var random = new SeededRandom(23);
        for (var i = 0; i < inputs; i++)
        {
            File.WriteAllBytes(path, Mutations.OfJson(text, random));
            Assert.Equal(0, await _line.RunAsync(["runs"]));
            Assert.Empty(_line.Error);
            Assert.Contains("20", _line.Output, StringComparison.Ordinal);
        }
    }

    // Half of the records of a stage have the checksum of what they say, as one by another version would.
    private static byte[] Changed(string file, string text, Random random)
    {
        if (file.EndsWith(".jsonl", StringComparison.Ordinal))
            return Mutations.OfJsonLines(text.TrimEnd('\n').Split('\n'), random);
        if (!file.EndsWith("stage.json", StringComparison.Ordinal) || random.Next(2) == 0)
            return Mutations.OfJson(text, random);
        var json = JsonNode.Parse(text)!.AsObject();
        json.Remove("checksum");
        var indented = json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
        return Encoding.UTF8.GetBytes(SealedJson.Seal($"{{\n{Mutations.OfValues(indented, random)[1..]}"));
    }

    private void Make()
    {
        var response = new LoggedResponse { Problem = "p", Level = 1, Tags = ["sum"], Prompt = "1+1=", Text = "2", Tokens = 1, IsCorrect = true };
        var run = new RunFolder(Run).Start().Reinforce("Rl", "Sft", [0.2, 0.4], [10, 20])
            .Evaluate("Report", Measured("Sft", 1, 4, 10), Measured("Rl", 3, 4, 20)).Responses("Report", "Sft", response, response);
        Directory.CreateDirectory(Path.Combine(Run, "Rl", "log", "rollouts"));
        foreach (var file in new[] { "Rl/log/rollouts/00000000.jsonl", Rollouts })
        {
            File.WriteAllText(
                Path.Combine(Run, file),
                """{"problem":"p","level":1,"tags":[],"prompt":"1+1=","text":"2","segments":[{"tokens":[1,2]}],"isCorrect":null}""" + "\n");
        }

        run.Read();
    }
}

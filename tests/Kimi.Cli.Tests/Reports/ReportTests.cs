using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kimi.Cli.Reports;
using Kimi.Cli.Reports.Records;
using Kimi.Cli.Tests.Hosting;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Files;
using static Kimi.Cli.Tests.Reports.RunFolder;

namespace Kimi.Cli.Tests.Reports;

/// <summary><c>report</c>, over runs on disk.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly Shell _line = new() { Recipes = [new("tiny", () => new TinyRecipe().Graph), new("other", () => new TinyRecipe().Graph)] };

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_run_becomes_one_self_contained_file_and_figures_next_to_it()
    {
        Assert.Equal(0, await _line.RunAsync(["run", "tiny", "--threads", "1"]));

        Assert.Equal(0, await _line.RunAsync(["report", "tiny"]));

        var file = _line.Output.Split('\n')[0].Trim();
        Assert.Equal("report.html", Path.GetFileName(file));
        var page = File.ReadAllText(file);
        foreach (var stage in new TinyRecipe().Graph.Stages)
            Assert.Contains($"<b>{stage.Name}</b>", page);
        Assert.Contains("run tiny --threads 1", page);
        Assert.Contains("LongCot</b> = Reinforce(Sft, Problems) → Policy", page);
        Assert.Contains("<dt>SamplesPerPrompt</dt><dd>4</dd>", page);
        foreach (var text in Figures(page).Append(page))
            Assert.DoesNotMatch(Url(), text.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal)
                .Replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", StringComparison.Ordinal));

        var saved = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(file)!, "report-figures")).Select(figure => Path.GetFileName(figure)).ToList();
        Assert.Equal(Figures(page).Count, saved.Count);
        Assert.Contains("LongCot-accuracy.png", saved);
        Assert.Contains("Sft-loss.png", saved);

        // Sampled responses to the same problem, one column per policy: the log of the evaluation has as many lines as it has problems.
        Assert.Equal(20, File.ReadLines(Path.Combine(_line.RunsFolder, "tiny", "latest", "Report", "log", "responses", "LongCot.jsonl")).Count());
        Assert.Contains("<th>problem</th><th>Sft</th><th>LongCot</th><th>Merged</th>", page);
        Assert.Matches(@"iteration 0: \d of 4 right", page);
    }

    [Fact]
    public async Task A_report_goes_where_it_is_asked_to()
    {
        var run = new RunFolder(_line.File("made")).Start();
        run.Read();

        Assert.Equal(0, await _line.RunAsync(["report", Path.Combine(run.Path, "summary.json"), "--output", _line.File("reports/mine.html")]));

        Assert.Contains("<h1>made</h1>", File.ReadAllText(_line.File("reports/mine.html")));
        Assert.True(Directory.Exists(_line.File("reports/mine-figures")));
    }

    [Fact]
    public void Text_written_by_a_model_is_shown_and_does_not_execute()
    {
        const string Attack = "<script>alert(1)</script>";
        var run = new RunFolder(_line.File("made")).Start()
            .Evaluate("Report", Measured("Sft", 1, 1, 4))
            .Responses("Report", "Sft", new Kimi.Runtime.Stages.LoggedResponse
            {
                Problem = "p",
                Level = 1,
                Tags = [Attack],
                Prompt = Attack,
                Text = Attack,
                Tokens = 4,
                IsCorrect = true,
            })
            .Read();

        var page = Write(run);

        Assert.DoesNotContain("<script", page);
        Assert.Contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';", page);
        Assert.Equal(3, Regex.Count(page, Regex.Escape("&lt;script&gt;alert(1)&lt;/script&gt;")));
        Assert.Contains("✓ right, 4 tokens", page);
    }

    [Fact]
    public void Images_of_problems_are_in_the_page_made_small_and_what_is_not_kept_is_said()
    {
        var (file, lost) = (LargePicture(), new string('0', 64));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        var made = new RunFolder(_line.File("made")).Start()
            .Evaluate("Report", Measured("Sft", 1, 1, 4))
            .Responses("Report", "Sft", new Kimi.Runtime.Stages.LoggedResponse
            {
                Problem = "p",
                Level = 1,
                Tags = [],
                Prompt = "Which?",
                Images = [hash, lost, "../../summary.json", hash, hash],
                Text = "2",
                Tokens = 4,
                IsCorrect = true,
            });
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(_line.File("made/HeldOut/output/images")).FullName, hash), file);

        var page = Write(made.Read());

        var shown = Regex.Matches(page, "<img src=\"data:image/png;base64,([^\"]*)\"")
            .Select(match => Convert.FromBase64String(match.Groups[1].Value)).ToList();
        Assert.Equal(2, shown.Count);
        var small = Kimi.Torch.Images.ImageFile.Decode(shown[0], "shown", new());
        Assert.Equal((192, 96), (small.Width, small.Height));
        Assert.Equal(2, Regex.Count(page, "an image that is not kept, or damaged"));
        Assert.Contains("and 1 more", page);
    }

    private static byte[] LargePicture() => Kimi.Torch.Images.PngFile.Of(new(400, 200, new byte[3 * 400 * 200]));

    [Fact]
    public void Runs_that_differ_in_their_seed_are_averaged_and_others_are_separate()
    {
        var runs = new[] { (Seed: 1, Correct: 1), (Seed: 2, Correct: 3) }.Select(run => new RunFolder(_line.File($"seed{run.Seed}"), seed: run.Seed).Start()
            .Reinforce("Rl", "Sft", [0.2, 0.4], [10, 20]).Evaluate("Report", Measured("Sft", 1, 4, 10), Measured("Rl", run.Correct, 4, 10 * run.Seed)).Read());
        var other = new RunFolder(_line.File("other")).Start()
            .Reinforce("Rl", "Sft", [0.2, 0.4], [10, 20], limit: 50).Evaluate("Report", Measured("Sft", 1, 4, 10), Measured("Rl", 4, 4, 7)).Read();

        var groups = RunGroup.All([.. runs, other]);

        Assert.Equal(["Rl:MaxResponseTokens=100", "Rl:MaxResponseTokens=50"], groups.Select(group => group.Label));
        Assert.Equal([2, 1], groups.Select(group => group.Runs.Count));

        // Accuracies 25% and 75%: mean 50%, deviation √(2 · 25²) = 35.4; tokens 10 and 20. Student's t(0.975, 1) is 12.7 and the standard error of 0 and 50 is
        // 25.
        var page = WebUtility.HtmlDecode(Write([.. runs, other]));
        Assert.Contains("<td class=\"number\">50.0 ± 35.4%</td><td class=\"number\">+25.0 (−292.7 to +342.7)</td>", page);
        Assert.Contains("<td class=\"number\">15.0 ± 7.1</td>", page);
        Assert.Contains("<td class=\"number\">100.0% (51.0% to 100.0%)</td>", page);
    }

    [Fact]
    public void Runs_that_differ_in_much_have_a_number_and_the_page_says_what_differs()
    {
        var runs = new[] { "a", "b" }.Select((name, index) => new RunFolder(_line.File(name)).Start()
            .Stage<Policy>("Tuned", new FineTuneAttribute { Steps = 10 + index, BatchSize = 2 + index, WarmupSteps = 1 + index }, ["Sft"]).Read()).ToList();

        Assert.Equal(["#1", "#2"], RunGroup.All(runs).Select(group => group.Label));
        Assert.Contains("<td class=\"text\">Tuned:BatchSize=3 Tuned:Steps=11 Tuned:WarmupSteps=2</td>", Write([.. runs]));
    }

    [Fact]
    public void Evaluations_of_the_same_problems_share_a_table()
    {
        var run = new RunFolder(_line.File("made")).Start().Reinforce("Rl", "Sft", [0.2], [10])
            .Evaluate("SftReport", Measured("Sft", 1, 4, 10)).Evaluate("RlReport", Measured("Rl", 3, 4, 10)).Read();

        var evaluation = Assert.Single(RunGroup.All([run])[0].Evaluations);

        Assert.Equal("SftReport, RlReport", evaluation.Name);
        Assert.Equal(["Sft", "Rl"], evaluation.Policies.Select(policy => policy.Name));
    }

    [Fact]
    public async Task Wrong_folders_are_reported_in_a_line()
    {
        new RunFolder(_line.File("made")).Start().Read();
        Directory.Delete(_line.File("made/Sft"), recursive: true);
        Directory.CreateDirectory(_line.File("empty"));
        Directory.CreateDirectory(_line.File("torn"));
        _line.Write("torn/summary.json", "{ \"recipe\": \"made\", ");

        await Told("nowhere", "'nowhere' is neither a run's folder nor a recipe");
        await Told(_line.File("empty"), "is not a run's folder, since it has no summary.json");
        await Told(_line.File("torn"), "summary.json is not readable, or of an earlier version: run the recipe again");
        await Told(_line.File("made"), "holds no output of stage Sft: run the recipe again to compute it");
        await Told("other", "other has no run in");
    }

    [Theory]
    [InlineData("summary.json", "", "null")]
    [InlineData("summary.json", "recipe", "null")]
    [InlineData("summary.json", "stages", "null")]
    [InlineData("summary.json", "stages/Sft", "null")]
    [InlineData("summary.json", "stages/Sft/inputs", "null")]
    [InlineData("summary.json", "stages/Sft/inputs", "[null]")]
    [InlineData("summary.json", "stages/Rl/inputs", "[]")]
    [InlineData("summary.json", "stages/Sft/folder", "null")]
    [InlineData("Sft/stage.json", "metrics", "null")]
    [InlineData("Sft/stage.json", "description", "null")]
    [InlineData("Sft/stage.json", "description", "{}")]
    [InlineData("Sft/stage.json", "description/options", "[]")]
    [InlineData("Sft/stage.json", "description/components", "[null]")]
    [InlineData("Report/output/evaluation.json", "", "null")]
    [InlineData("Report/output/evaluation.json", "", "{}")]
    [InlineData("Report/output/evaluation.json", "policies", "null")]
    [InlineData("Report/output/evaluation.json", "policies", "[]")]
    [InlineData("Report/output/evaluation.json", "policies", "[null]")]
    [InlineData("Report/output/evaluation.json", "policies/0/sampled", "null")]
    [InlineData("Report/output/evaluation.json", "policies/0/byLevel", "{\"1\": null}")]
    public async Task JSON_of_another_shape_is_reported_in_a_line(string file, string at, string json)
    {
        Made();
        var path = _line.File($"made/{file}");
        var content = JsonNode.Parse(File.ReadAllText(path))!;
        var place = at.Split('/');
        var parent = place[..^1].Aggregate(
            content, (node, name) => (node is JsonArray items ? items[int.Parse(name, CultureInfo.InvariantCulture)] : node[name])!);
        if (at.Length > 0)
            parent[place[^1]] = JsonNode.Parse(json);
        if (file.EndsWith("stage.json", StringComparison.Ordinal))
        {
            // Of another shape, and not damaged: its checksum is that of what it says.
            content.AsObject().Remove("checksum");
            File.WriteAllText(path, SealedJson.Seal(content.ToJsonString(new() { WriteIndented = true, NewLine = "\n" })));
        }
        else
        {
            File.WriteAllText(path, at.Length > 0 ? content.ToJsonString() : json);
        }

        await Told(_line.File("made"), "run the recipe again");
        Assert.Matches("is not readable|is of another version", _line.Error);
    }

    [Fact]
    public async Task A_stage_outside_of_the_runs_folder_is_not_read()
    {
        Made();
        var path = _line.File("made/summary.json");
        var summary = JsonNode.Parse(File.ReadAllText(path))!;
        summary["stages"]!["Sft"]!["folder"] = "../../../../etc";
        File.WriteAllText(path, summary.ToJsonString());

        await Told(_line.File("made"), "for stage Sft: run the recipe again to write it anew");
        Assert.Contains("names a folder outside of ", _line.Error);
    }

    [Fact]
    public async Task A_half_written_line_is_reported_in_a_line()
    {
        Made();
        File.AppendAllText(_line.File("made/Rl/metrics.jsonl"), "{\"step\": 3, \"accu");

        await Told(_line.File("made"), "metrics.jsonl is not readable, or of an earlier version: run the recipe again with --from Rl to write it anew");
    }

    [Fact]
    public async Task Rollouts_that_nothing_judged_are_not_wrong_and_other_files_are_left_alone()
    {
        Made();
        Directory.CreateDirectory(_line.File("made/Rl/log/rollouts"));
        foreach (var name in new[] { "00000000", "00000001", "abc" })
        {
            _line.Write($"made/Rl/log/rollouts/{name}.jsonl",
                """{"problem": "p", "level": 1, "tags": [], "prompt": "1+1=", "text": "2", "segments": [{"tokens": [1, 2]}], "isCorrect": null}""");
        }

        Assert.Equal(0, await _line.RunAsync(["report", _line.File("made")]));

        var page = File.ReadAllText(_line.File("made/report.html"));
        Assert.Contains("iteration 1: not judged, 2 tokens on average", page);
        Assert.Contains("<small>not judged, 2 tokens</small>", page);
        Assert.DoesNotContain("✗ wrong", page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task An_output_that_is_not_a_file_is_reported_in_a_line(string output)
    {
        Made();

        Assert.Equal(2, await _line.RunAsync(["report", _line.File("made"), "--output", output]));
        Assert.Contains($"--output '{output}' names no file", Assert.Single(_line.Error.TrimEnd().Split('\n')));
    }

    [Theory]
    [InlineData("--set", "Seed=2")]
    [InlineData("--device", "cpu")]
    [InlineData("--threads", "1")]
    public async Task Options_that_a_report_has_no_use_for_are_not_offered(string option, string value)
    {
        Made();

        Assert.NotEqual(0, await _line.RunAsync(["report", _line.File("made"), option, value]));
        Assert.Contains(option, _line.Error);
    }

    private void Made() =>
        new RunFolder(_line.File("made")).Start().Reinforce("Rl", "Sft", [0.2, 0.4], [10, 20]).Evaluate("Report", Measured("Sft", 1, 4, 10)).Read();

    private async Task Told(string run, string sentence)
    {
        Assert.Equal(2, await _line.RunAsync(["report", run]));
        Assert.Contains(sentence, Assert.Single(_line.Error.TrimEnd().Split('\n')));
    }

    private string Write(params RecordedRun[] runs)
    {
        new Report(RunGroup.All(runs)).Write(_line.File("report.html"), _line.File("figures"));
        return File.ReadAllText(_line.File("report.html"));
    }

    private static List<string> Figures(string page) =>
        [.. Data().Matches(page).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)))];

    [GeneratedRegex("data:image/svg\\+xml;base64,([^\"]*)")]
    private static partial Regex Data();

    [GeneratedRegex("(https?:|(src|href)=\"//|url\\((?!#))", RegexOptions.IgnoreCase)]
    private static partial Regex Url();
}

using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

/// <summary><c>eval</c> and <c>sample</c>: commands about a checkpoint.</summary>
public sealed class CheckpointCommandTests : IDisposable
{
    private readonly Shell _line = new() { Recipes = [new("tiny", () => new TinyRecipe().Graph)] };

    [Fact]
    public async Task Eval_measures_a_checkpoint_as_the_stage_does_and_leaves_the_recipes_runs_alone()
    {
        Assert.Equal(0, await RunAsync("run", "tiny", "--until", "Initial"));
        var latest = Path.Combine(_line.RunsFolder, "tiny", "latest");
        var summary = File.ReadAllText(Path.Combine(latest, "summary.json"));

        Assert.Equal(0, await RunAsync("eval", Path.Combine(latest, "Initial", "output"), "tiny:Report"));

        Assert.Matches(@"Initial\s+\d+\.\d% \(\d+\.\d% to \d+\.\d%\)", _line.Output);
        Assert.Equal(summary, File.ReadAllText(Path.Combine(latest, "summary.json")));
        Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(latest)!), folder => new DirectoryInfo(folder).LinkTarget is null);
    }

    [Fact]
    public async Task Sample_gives_as_many_answers_as_asked_for_and_the_same_ones_for_a_seed()
    {
        Assert.Equal(0, await RunAsync("run", "tiny", "--until", "Initial"));
        string[] sample = ["sample", Path.Combine(_line.RunsFolder, "tiny", "latest", "Initial", "output"), "1+1=", "--count", "3", "--seed", "5"];

        Assert.Equal(0, await RunAsync(sample));
        var answers = _line.Output;
        Assert.Equal(0, await RunAsync([.. sample, "--max-tokens", "12"]));

        // Without a length, an answer may take what the context of 16 leaves: 12.
        Assert.Equal(answers, _line.Output);
        Assert.Equal(3, answers.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Sample_asks_by_the_chat_template_if_it_is_to()
    {
        Assert.Equal(0, await RunAsync("run", "tiny", "--until", "Initial"));
        var folder = Path.Combine(_line.RunsFolder, "copy");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(_line.RunsFolder, "tiny", "latest", "Initial", "output")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Assert.Equal(2, await RunAsync("sample", folder, "1+1", "--chat"));
        Assert.Contains("the policy's tokenizer has no chat template", _line.Error, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "chat_template.jinja"), "{{ messages[0].content }}=");

        Assert.Equal(0, await RunAsync("sample", folder, "1+1", "--chat", "--seed", "5"));
        var asked = _line.Output;
        Assert.Equal(0, await RunAsync("sample", folder, "1+1=", "--seed", "5"));
        Assert.Equal(asked, _line.Output);
    }

    [Fact]
    public async Task Sample_shows_control_characters_of_an_answer_and_does_not_write_them()
    {
        Assert.Equal(0, await RunAsync("run", "tiny", "--until", "Initial", "--set", "Initial:Alphabet=1\u001b\u009b\u202E"));

        Assert.Equal(0, await RunAsync("sample", Path.Combine(_line.RunsFolder, "tiny", "latest", "Initial", "output"), "1", "--count", "20"));

        foreach (var shown in new[] { @"\u001B", @"\u009B", @"\u202E" })
            Assert.Contains(shown, _line.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', _line.Output);
    }

    [Fact]
    public async Task Chat_answers_each_line_that_is_said_until_the_input_ends_and_the_same_way_for_a_seed()
    {
        Assert.Equal(0, await RunAsync("run", "tiny", "--until", "Initial"));
        string[] chat = ["chat", Path.Combine(_line.RunsFolder, "tiny", "latest", "Initial", "output"), "--max-tokens", "2", "--seed", "3"];
        _line.Input = "1+1=\n2+2=\n";

        Assert.Equal(0, await RunAsync(chat));

        var replies = _line.Output;
        Assert.Contains("the checkpoint has no chat template, so it continues what is said", _line.Error, StringComparison.Ordinal);
        Assert.Equal(2, replies.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, await RunAsync(chat));
        Assert.Equal(replies, _line.Output);

        // The context has 16 tokens.
        _line.Input = "1+1=1+1=1+1=1+1=1+1=\n";
        Assert.NotEqual(0, await RunAsync(chat));
        Assert.Contains("the conversation has 20 tokens", _line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_reads_everything_and_tells_what_is_damaged_which_is_then_neither_sampled_nor_evaluated_nor_reported()
    {
        Assert.Equal(0, await RunAsync("run", "tiny"));
        var latest = Path.Combine(_line.RunsFolder, "tiny", "latest");
        Assert.Equal(0, await RunAsync("verify"));
        Assert.Matches(@"(?m)^\s*Sft-[0-9a-f]{12}\s+output\s+\d+\s+\d+\.\d\s+intact\s*$", _line.Output);
        Assert.Contains("All of it is as it was written.", _line.Output);

        // Changed so that it looks the same: only reading it tells.
        var weights = Path.Combine(latest, "Sft", "output", "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        Assert.Equal(1, await RunAsync("verify"));
        Assert.Contains("damaged: output/model.safetensors is not as it was written", _line.Output);
        Assert.Contains("Damaged: 1 of ", _line.Output);
        foreach (var command in new[]
        {
            ["sample", Path.Combine(latest, "Sft", "output"), "1+1="],
            ["eval", Path.Combine(latest, "Sft", "output"), "tiny:Report"],
            new[] { "report", latest },
        })
        {
            Assert.Equal(2, await RunAsync(command));
            Assert.Contains("damaged (output/model.safetensors is not as it was written): run", _line.Error);
        }
    }

    [Theory]
    [InlineData(new[] { "eval", "nowhere", "Report" }, "write both, such as quickstart:SftReport")]
    [InlineData(new[] { "eval", "nowhere", "tiny:Reprot" }, "did you mean 'Report'?")]
    [InlineData(new[] { "eval", "nowhere", "tiny:Sft" }, "stage Sft of tiny does not evaluate: choose from Report")]
    [InlineData(new[] { "eval", "nowhere", "tiny:Report" }, "there is no config.json in")]
    [InlineData(new[] { "sample", "nowhere", "1+1=" }, "in '")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--count", "0" }, "--count is '0': give a whole number from 1 to 100000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--count", "2000000000" }, "--count is '2000000000': give a whole number from 1 to 100000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--count", "1.5" }, "--count is '1.5': give a whole number from 1 to 100000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--temperature", "-1" }, "--temperature is '-1': give a number from 0 to 1000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--temperature", "1,5" }, "--temperature is '1,5': give a number from 0 to 1000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--temperature", "Infinity" }, "--temperature is 'Infinity': give a number from 0 to 1000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--temperature", "NaN" }, "--temperature is 'NaN': give a number from 0 to 1000")]
    [InlineData(new[] { "sample", "nowhere", "1+1=", "--seed", "-1" }, "--seed is '-1': give a whole number from 0 to 18446744073709551615")]
    public async Task Wrong_input_ends_with_code_2_and_a_sentence(string[] args, string sentence)
    {
        Assert.Equal(2, await RunAsync(args));

        Assert.Contains(sentence, _line.Error);
        Assert.DoesNotContain("   at ", _line.Error);
    }

    public void Dispose() => _line.Dispose();

    // The shell adds the runs folder for commands that keep runs; here every command needs it.
    private Task<int> RunAsync(params string[] args) =>
        _line.RunAsync(args[0] is "run" or "report" or "verify" ? [.. args, "--threads", "1"] : [.. args, "--runs", _line.RunsFolder, "--threads", "1"]);
}

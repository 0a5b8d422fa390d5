using System.Text.Json.Nodes;

namespace Kimi.Cli.Tests.Hosting;

public sealed class RunTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_run_ends_with_code_0_and_its_output_on_disk()
    {
        Assert.Equal(0, await _line.RunAsync(["run", "song", "--set", "Song:Steps=2", "--set", "Draft:Text=do"]));

        Assert.Equal("dodo", File.ReadAllText(Path.Combine(_line.RunsFolder, "song", "latest", "Song", "output", "note.txt")));
        Assert.Empty(_line.Error);
    }

    [Fact]
    public async Task Options_of_the_command_line_reach_the_run()
    {
        await _line.RunAsync(["run", "song", "--threads", "1", "--set", "Seed=9"]);

        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(_line.RunsFolder, "song", "latest", "summary.json")))!;
        Assert.Equal(1, (int?)summary["threads"]);
        Assert.Equal(9, (int?)summary["seed"]);
    }

    [Fact]
    public async Task Until_stops_after_a_stage_and_from_computes_again()
    {
        var steps = new List<int>();
        _line.Conduct.OnStep = steps.Add;

        await _line.RunAsync(["run", "song", "--until", "Draft"]);
        Assert.Empty(steps);
        await _line.RunAsync(["run", "song"]);
        await _line.RunAsync(["run", "song"]);
        Assert.Equal([0, 1, 2], steps);
        await _line.RunAsync(["run", "song", "--from", "Song"]);
        Assert.Equal([0, 1, 2, 0, 1, 2], steps);
    }

    [Fact]
    public async Task A_failure_ends_with_code_1_one_line_and_the_rest_in_the_log()
    {
        _line.Conduct.OnStep = _ => throw new InvalidOperationException("the singer\nis hoarse");

        Assert.Equal(1, await _line.RunAsync(["run", "song"]));

        var log = Path.Combine(_line.RunsFolder, "kimi.log");
        Assert.Equal($"failed: stage Song: the singer is hoarse (the full log is {log})", _line.Error.TrimEnd());
        Assert.Contains("   at ", File.ReadAllText(log));
    }

    [Fact]
    public async Task A_stopped_run_ends_with_code_130_says_how_to_continue_and_continues()
    {
        using var stop = new CancellationTokenSource();
        var steps = new List<int>();
        _line.Conduct.OnStep = step =>
        {
            steps.Add(step);
            if (step == 1)
                stop.Cancel();
        };

        Assert.Equal(130, await _line.RunAsync(["run", "song", "--from", "Song", "--set", "Draft:Text=la la"], stop.Token));
        Assert.Contains("To go on from there: run song --set \"Draft:Text=la la\"", _line.Error);

        Assert.Equal(0, await _line.RunAsync(["run", "song", "--set", "Draft:Text=la la"]));
        Assert.Equal([0, 1, 1, 2], steps);
    }

    [Fact]
    public async Task Wrong_input_found_while_running_ends_with_code_2()
    {
        _line.Conduct.OnStep = _ => throw new Dsl.KimiException("the note is too high: transpose it");

        Assert.Equal(2, await _line.RunAsync(["run", "song"]));

        Assert.Equal("stage Song: the note is too high: transpose it", _line.Error.TrimEnd());
    }
}

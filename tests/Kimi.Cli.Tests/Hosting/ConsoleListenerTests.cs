using Kimi.Cli.Display;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;
using Spectre.Console.Testing;

namespace Kimi.Cli.Tests.Hosting;

public sealed class ConsoleListenerTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Plain_output_has_a_line_as_a_stage_starts_steps_and_ends()
    {
        await _line.RunAsync(["run", "song"]);

        var lines = _line.Output.Split('\n').Select(line => line.TrimEnd()).ToArray();
        Assert.StartsWith("song: run ", lines[0]);
        Assert.Contains("[1/2] Draft: starts", lines);
        Assert.Contains("[2/2] Song: starts", lines);
        Assert.Equal(3, lines.Count(IsStep));
        Assert.Contains(lines, line => line.StartsWith("  Song 2/3: accuracy 50.0%, loudness 1, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("[2/2] Song: done in ", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", _line.Output);
    }

    [Fact]
    public async Task A_long_stage_writes_ten_lines()
    {
        await _line.RunAsync(["run", "song", "--set", "Song:Steps=1000"]);

        Assert.Equal(10, _line.Output.Split('\n').Count(IsStep));
        Assert.Contains("  Song 1000/1000:", _line.Output);
    }

    [Fact]
    public async Task The_final_table_has_accuracies_with_intervals_and_what_was_cached()
    {
        await _line.RunAsync(["run", "song"]);
        await _line.RunAsync(["run", "song"]);

        Assert.Matches(@"Song\s+50\.0% \(25\.0% to 75\.0%\)\s+62\.5%\s+12\.5\s+\S+ s\s+cached", _line.Output);
        Assert.Contains("[2/2] Song: there already", _line.Output);
    }

    [Fact]
    public async Task A_terminal_gets_a_live_table_and_the_same_final_table()
    {
        _line.IsTerminal = true;

        await _line.RunAsync(["run", "song"]);

        Assert.Contains("\u001b[", _line.Output);
        Assert.Contains("waits", _line.Output);
        Assert.Contains("runs", _line.Output);
        Assert.DoesNotContain("[1/2] Draft: starts", _line.Output);
        Assert.Matches(@"50\.0% \(25\.0% to 75\.0%\)", _line.Output);
    }

    [Fact]
    public void The_live_table_shows_the_latest_steps_when_it_is_drawn_again()
    {
        var console = new TestConsole { Profile = { Width = 160, Height = 50 } }.Interactive().EmitAnsiSequences();
        var time = new RingingTime();
        var listener = ConsoleListener.For(console, new Notices(TextWriter.Null), time);
        var stage = NoteRecipe.Graph.Stages[1];
        listener.RunStarted(new("song", "cafe", "runs/song/cafe", 7), NoteRecipe.Graph.Stages);
        listener.StageStarted(stage, fromStep: null);
        foreach (var step in Enumerable.Range(0, 20))
        {
            time.Seconds++;
            listener.Record(
                new(stage.Name, step, 40, new Dictionary<string, double>
                {
                    ["meanTokens"] = 30 + step,
                    ["accuracy"] = step / 40.0,
                }, new Dictionary<string, double> { ["tokensPerSecond"] = 12_345 }));
        }

        time.Ring();
        listener.RunFinished([]);

        Assert.Contains("20/40, 20.0 s left", console.Output);
        Assert.Contains("accuracy 47.5%", console.Output);
        Assert.Contains("12,345", console.Output);
        Assert.Contains("45.0%", console.Output);
        Assert.DoesNotContain("12.5%", console.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_of_a_team_cannot_change_what_the_console_shows_besides(bool isTerminal)
    {
        const string Attack = "\u001b[2J\u0007\u202Eevil";
        var console = new TestConsole { Profile = { Width = 160, Height = 50 } };
        if (isTerminal)
            console.Interactive().EmitAnsiSequences();
        var time = new RingingTime();
        var listener = ConsoleListener.For(console, new Notices(TextWriter.Null), time);
        var stage = new Stage<WriteNoteAttribute, Note>($"Draft{Attack}", new());
        var metrics = new Dictionary<string, double> { [$"loss{Attack}"] = 1, [$"Sft{Attack}.accuracy"] = 0.5 };
        listener.RunStarted(new($"song{Attack}", "cafe", "runs/song/cafe", 7), [stage]);
        listener.StageStarted(stage, fromStep: null);
        listener.Record(new(stage.Name, 0, 2, metrics, new Dictionary<string, double>()));
        time.Ring();
        var result = new StageResult(stage.Name, Cached: false, 61, metrics, "");
        listener.StageFinished(result);
        listener.RunFinished([result]);

        Told.AssertText(console.Output, isTerminal);
        Assert.DoesNotContain("\u001b[2J", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', console.Output);
        foreach (var name in new[] { "Draft", "loss", "Sft" })
            Assert.Contains($@"{name}\u001B[2J\u0007\u202Eevil", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_during_the_live_table_goes_above_it_and_not_to_standard_error()
    {
        var console = new TestConsole { Profile = { Width = 160 } }.Interactive().EmitAnsiSequences();
        using var error = new StringWriter();
        var notices = new Notices(error);
        var listener = ConsoleListener.For(console, notices, new StoppedTime());
        listener.RunStarted(new("song", "cafe", "runs/song/cafe", 7), NoteRecipe.Graph.Stages);
        notices.Write("the tracker is down");
        listener.RunFinished([]);
        notices.Write("after");

        Assert.Contains("the tracker is down", console.Output);
        Assert.Equal("after", error.ToString().TrimEnd());
    }

    [Fact]
    public void An_evaluation_of_several_policies_has_a_row_for_each()
    {
        var console = new TestConsole { Profile = { Width = 160 } };
        var listener = ConsoleListener.For(console, new Notices(TextWriter.Null), new StoppedTime());
        listener.RunStarted(new("song", "cafe", "runs/song/cafe", 7), NoteRecipe.Graph.Stages);
        var metrics = new Dictionary<string, double>
        {
            ["Sft.accuracy"] = 0.1,
            ["Sft.meanTokens"] = 9,
            ["Merged.accuracy"] = 0.9,
            ["Merged.greedyAccuracy"] = double.NaN,
        };
        listener.RunFinished([new StageResult("Report", Cached: false, 61, metrics, "")]);

        Assert.Matches(@"Report: Sft\s+10\.0%\s+9\.0\s+1:01 min", console.Output);
        Assert.Matches(@"Report: Merged\s+90\.0%", console.Output);
    }

    private static bool IsStep(string line) => line.StartsWith("  Song ", StringComparison.Ordinal) && line.Contains(" left", StringComparison.Ordinal);

    private sealed class RingingTime : TimeProvider
    {
        private TimerCallback? _callback;

        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = callback;
            return new StoppedTime().CreateTimer(callback, state, dueTime, period);
        }

        public void Ring() => _callback?.Invoke(null);
    }
}

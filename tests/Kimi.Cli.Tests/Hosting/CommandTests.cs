using Kimi.Cli.Hosting;

namespace Kimi.Cli.Tests.Hosting;

public sealed class CommandTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task List_names_the_recipes_and_counts_their_stages()
    {
        Assert.Equal(0, await _line.RunAsync(["list"]));

        Assert.Matches(@"song\s+NoteRecipe\s+7\s+2\s+Song", _line.Output);
        Assert.Matches(@"duet\s+NoteRecipe\s+7\s+2\s+Song", _line.Output);
    }

    [Fact]
    public async Task List_without_recipes_says_how_to_make_one()
    {
        _line.Recipes = [];

        Assert.Equal(0, await _line.RunAsync(["list"]));

        Assert.Contains("[Recipe(\"name\")]", _line.Output);
    }

    [Fact]
    public async Task Show_says_where_each_option_came_from()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Steps": 4 } } }""");

        Assert.Equal(0, await _line.RunAsync(["show", "song", "--set", "Song:LengthPenalty:FromIteration=5", "--threads", "1"]));

        Assert.Contains("Song = RepeatNote(Draft) → Note", _line.Output);
        Assert.Contains("Seed = 7 (attribute)", _line.Output);
        Assert.Contains("Text = \"la\" (default)", _line.Output);
        Assert.Contains("LearningRate = 0.01 (attribute)", _line.Output);
        Assert.Contains("Steps = 4 (kimi.json)", _line.Output);
        Assert.Contains("FromIteration = 5 (--set)", _line.Output);
        Assert.Contains("Threads = 1 (--threads)", _line.Output);
    }

    [Fact]
    public async Task Show_shows_control_characters_of_a_value_and_does_not_write_them()
    {
        _line.IsTerminal = true;
        _line.Write("kimi.json", """{ "song": { "Draft": { "Text": "a\u001b[2J\u0007\nb\u202E[bold]" } } }""");

        Assert.Equal(0, await _line.RunAsync(["show", "song"]));

        Assert.Contains(@"\u001B[2J\u0007", _line.Output, StringComparison.Ordinal);
        Assert.Contains("[bold]", _line.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", _line.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', _line.Output);
    }

    [Fact]
    public async Task Show_draws_the_graph_for_Mermaid_and_Graphviz()
    {
        await _line.RunAsync(["show", "song", "--mermaid"]);
        Assert.Equal("flowchart TD\n    Draft[\"Draft<br/>WriteNote\"]\n    Song[\"Song<br/>RepeatNote\"]\n    Draft -->|Note| Song\n", _line.Output);

        await _line.RunAsync(["show", "song", "--dot"]);
        Assert.Contains("    Draft -> Song [label=\"Note\"];\n", _line.Output);
    }

    [Fact]
    public async Task Runs_lists_what_ran()
    {
        await _line.RunAsync(["runs"]);
        Assert.Contains("There are no runs", _line.Output);

        await _line.RunAsync(["run", "song", "--until", "Draft"]);
        await _line.RunAsync(["run", "song", "--set", "Song:Steps=2"]);
        Assert.Equal(0, await _line.RunAsync(["runs"]));

        Assert.Matches(@"song\s+[0-9a-f]{8}\s+\S+ \S+\s+1 of 2", _line.Output);
        Assert.Matches(@"song\s+[0-9a-f]{8}\s+\S+ \S+\s+2 of 2\s+Song 50.0% \(25.0% to 75.0%\)", _line.Output);
        Assert.DoesNotContain("latest", _line.Output);
    }

    [Fact]
    public async Task Runs_lists_a_damaged_run_among_the_others()
    {
        await _line.RunAsync(["run", "song"]);
        var damaged = Path.Combine(_line.RunsFolder, "song", "0badcafe");
        Directory.CreateDirectory(damaged);
        File.WriteAllText(Path.Combine(damaged, "summary.json"), "{ \"recipe\":");

        Assert.Equal(0, await _line.RunAsync(["runs"]));

        Assert.Matches(@"song\s+0badcafe", _line.Output);
        Assert.Contains("2 of 2", _line.Output);
    }

    [Theory]
    [InlineData(new[] { "run", "sonk" }, "there is no recipe 'sonk': did you mean 'song'?")]
    [InlineData(new[] { "show", "sonk" }, "there is no recipe 'sonk': did you mean 'song'?")]
    [InlineData(new[] { "run", "song", "--until", "Dratf" }, "song has no stage 'Dratf': did you mean 'Draft'?")]
    [InlineData(new[] { "run", "song", "--from", "Elephant" }, "song has no stage 'Elephant': choose from Draft, Song")]
    [InlineData(new[] { "run", "song", "--set", "Song:Step=1" }, "KIMI7002: song:Song has no option 'Step' (--set): did you mean 'Steps'?")]
    [InlineData(new[] { "run", "song", "--device", "gpu" }, "(Kimi, --device)")]
    [InlineData(new[] { "run", "song", "--threads", "many" }, "'many' for option '--threads' as a whole number")]
    [InlineData(new[] { "run" }, "See --help.")]
    [InlineData(new[] { "run", "song", "--nonsense" }, "--nonsense")]
    [InlineData(new[] { "dance" }, "dance")]
    public async Task Wrong_input_ends_with_code_2_and_a_sentence(string[] args, string sentence)
    {
        Assert.Equal(2, await _line.RunAsync(args));

        Assert.Contains(sentence, _line.Error);
        Assert.DoesNotContain("   at ", _line.Error);
        Assert.False(Directory.Exists(_line.RunsFolder));
    }

    [Fact]
    public async Task Without_arguments_the_help_names_the_commands()
    {
        Assert.Equal(0, await _line.RunAsync([]));

        Assert.All(new[] { "list", "show", "plan", "run", "runs", "report" }, command => Assert.Contains(command, _line.Output));
    }

    [Fact]
    public void Recipes_come_from_the_manifest_of_an_assembly()
    {
        Assert.Empty(RecipeCatalog.Of(typeof(string).Assembly));
        Assert.Empty(RecipeCatalog.Of(null));
        Assert.Equal(["song", "duet"], new RecipeCatalog(NoteRecipe.Entries).Names);
    }
}

using Kimi.Cli.Hosting;
using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

public sealed class PrecedenceTests : IDisposable
{
    private const string Variable = "KIMI__song__Song__LearningRate";

    private readonly Shell _line = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _line.Dispose();
    }

    [Fact]
    public void Without_configuration_the_attributes_are_in_force()
    {
        Assert.Equal((0.01, "attribute"), LearningRate(_line.Configure()));
        Assert.Equal("default", Source(_line.Configure(), "Steps"));
    }

    [Fact]
    public void Each_layer_overrides_the_one_before()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "LearningRate": 0.02 } } }""");
        Assert.Equal((0.02, "kimi.json"), LearningRate(_line.Configure()));

        _line.Write("kimi.smoke.json", """{ "song": { "Song": { "LearningRate": 0.03 } } }""");
        Assert.Equal((0.02, "kimi.json"), LearningRate(_line.Configure()));
        Assert.Equal((0.03, "kimi.smoke.json"), LearningRate(_line.Configure(profile: "smoke")));

        Environment.SetEnvironmentVariable(Variable, "4e-2");
        Assert.Equal((0.04, "environment"), LearningRate(_line.Configure(profile: "smoke")));

        Assert.Equal((0.05, "--set"), LearningRate(_line.Configure(["song:Song:LearningRate=0.05"], "smoke")));
    }

    [Fact]
    public void The_attributes_themselves_stay_as_they_are()
    {
        _line.Configure(["song:Song:LearningRate=0.05", "song:Song:LengthPenalty:Weight=9"]);

        Assert.Equal(0.01, ((RepeatNoteAttribute)NoteRecipe.Graph.Stages[1].Options).LearningRate);
        Assert.Equal(0.3, ((Dsl.LengthPenaltyAttribute)NoteRecipe.Graph.Stages[1].Penalties[0]).Weight);
    }

    [Fact]
    public void Every_kind_of_option_is_read_from_JSON()
    {
        _line.Write("kimi.json", """
            {
              "$schema": "kimi.schema.json", // a comment
              "song": {
                "Seed": 3,
                "Draft": { "Text": "né", "Ending": "!" },
                "Song": { "Steps": 5, "Mood": "loud", "Shuffle": true, "Weights": [0.25, 0.75], "LengthPenalty": { "FromIteration": 4 } }
              },
              "Kimi": { "Threads": 2 }
            }
            """);

        var app = _line.Configure();

        var recipe = app[NoteRecipe.Graph].Recipe;
        var draft = (WriteNoteAttribute)recipe.Stages[0].Options;
        var song = (RepeatNoteAttribute)recipe.Stages[1].Options;
        Assert.Equal((3, "né", '!'), (recipe.Seed, draft.Text, draft.Ending));
        Assert.Equal((5, Mood.Loud, true), (song.Steps, song.Mood, song.Shuffle));
        Assert.Equal([0.25, 0.75], song.Weights);
        Assert.Equal(4, ((Dsl.LengthPenaltyAttribute)recipe.Stages[1].Components[0]).FromIteration);
        Assert.Equal(2, app.Options.Threads);
    }

    [Fact]
    public void A_list_replaces_the_weaker_layers_list_as_a_whole()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Weights": [0.1, 0.2, 0.7] } } }""");
        _line.Write("kimi.one.json", """{ "song": { "Song": { "Weights": [1] } } }""");
        _line.Write("kimi.none.json", """{ "song": { "Song": { "Weights": [] } } }""");

        Assert.Equal([0.1, 0.2, 0.7], Song(_line.Configure()).Weights);
        Assert.Equal([1], Song(_line.Configure(profile: "one")).Weights);
        Assert.Empty(Song(_line.Configure(profile: "none")).Weights);
        Assert.Equal([0.5, 0.5], Song(_line.Configure(["song:Song:Weights=0.5,0.5"])).Weights);
        Assert.Equal([0.4, 0.6], Song(_line.Configure(["song:Song:Weights:0=0.4", "song:Song:Weights:1=0.6"])).Weights);
    }

    [Fact]
    public void A_list_of_more_than_ten_items_keeps_its_order()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Weights": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } } }""");

        Assert.Equal(Enumerable.Range(0, 12).Select(number => (double)number), Song(_line.Configure()).Weights);
    }

    [Fact]
    public void A_key_of_set_is_relative_to_the_recipe_being_run()
    {
        var app = _line.Configure(["Song:Steps=9", "Song:LengthPenalty:Weight=0.1", "Seed=2", "duet:Song:Steps=8", "Kimi:Threads=1"], recipe: "song");

        Assert.Equal(9, Song(app).Steps);
        Assert.Equal(2, app[NoteRecipe.Graph].Recipe.Seed);
        Assert.Equal(0.1, ((Dsl.LengthPenaltyAttribute)app[NoteRecipe.Graph].Recipe.Stages[1].Components[0]).Weight);
        Assert.Equal(8, ((RepeatNoteAttribute)app[NoteRecipe.Duet].Recipe.Stages[1].Options).Steps);
        Assert.Equal(1, app.Options.Threads);
    }

    [Fact]
    public void Names_are_read_in_any_case() => Assert.Equal(9, Song(_line.Configure(["SONG:song:steps=9"])).Steps);

    [Fact]
    public void An_empty_section_changes_nothing()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "LengthPenalty": {} }, "Draft": {} }, "duet": {} }""");

        Assert.Equal(3, Song(_line.Configure()).Steps);
    }

    [Fact]
    public void The_file_in_the_first_folder_counts()
    {
        using var beside = new TemporaryFolder();
        File.WriteAllText(beside.File("kimi.json"), """{ "song": { "Seed": 1, "Nonsense": 1 } }""");
        File.WriteAllText(beside.File("kimi.extra.json"), """{ "song": { "Song": { "Steps": 4 } } }""");
        _line.Write("kimi.json", """{ "song": { "Seed": 2 } }""");
        using var context = new CommandContext(new(NoteRecipe.Entries), new Spectre.Console.Testing.TestConsole(), TextWriter.Null, null)
        {
            Arguments = [],
            ConfigurationFolders = [Path.GetDirectoryName(_line.File("kimi.json"))!, beside.Path],
        };

        var app = context.Configure(new("extra", [], new Dictionary<string, (string, string)>()));

        Assert.Equal(2, app[NoteRecipe.Graph].Recipe.Seed);
        Assert.Equal(4, Song(app).Steps);
    }

    private static RepeatNoteAttribute Song(ConfiguredApp app) => (RepeatNoteAttribute)app[NoteRecipe.Graph].Recipe.Stages[1].Options;

    private static (double Value, string Source) LearningRate(ConfiguredApp app) => (Song(app).LearningRate, Source(app, "LearningRate"));

    private static string Source(ConfiguredApp app, string option) =>
        app[NoteRecipe.Graph].Stages[1].Options.Single(inForce => inForce.Name == option).Source;
}

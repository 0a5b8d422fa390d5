using Kimi.Cli.Configuration;
using Kimi.Dsl;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>Where values came from that an attribute on a recipe class gives.</summary>
public sealed class ClassDefaultTests : IDisposable
{
    private readonly Shell _line = new() { Recipes = [new("chant", () => Graph)] };

    // As the generator writes them: with the values of the classes.
    private static RecipeGraph Graph { get; } = Build();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("Steps", "5", "class Chant")]
    [InlineData("Weights", "[0.5, 0.5]", "class LoudChant")]
    [InlineData("Mood", "Loud", "class LoudChant")]
    [InlineData("LearningRate", "0.001", "attribute")]
    [InlineData("Shuffle", "false", "default")]
    public void A_value_of_a_class_has_its_name_and_one_of_the_stage_counts_more_even_where_it_is_the_default(string option, string value, string source) =>
        Assert.Equal(new OptionInForce(option, value, source), Find(_line.Configure().Recipes[0].Stages[1].Options, option));

    [Fact]
    public void A_component_has_values_of_a_class_too() =>
        Assert.Equal(
            new OptionInForce("Weight", "0.4", "class Chant"), Find(_line.Configure().Recipes[0].Stages[1].Components[0].Options, "Weight"));

    [Fact]
    public void Configuration_counts_more_than_a_class() =>
        Assert.Equal(
            new OptionInForce("Steps", "9", "--set"), Find(_line.Configure(["chant:Song:Steps=9"]).Recipes[0].Stages[1].Options, "Steps"));

    [Fact]
    public async Task Show_names_the_class()
    {
        Assert.Equal(0, await _line.RunAsync(["show", "chant"]));

        Assert.Contains("Steps = 5 (class Chant)", _line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_its_option_does_not_allow_is_told_with_the_class()
    {
        var draft = new Stage<WriteNoteAttribute, Note>("Draft", new());
        var graph = new RecipeGraph("croak", typeof(Croak), 7, draft, new Stage<RepeatNoteAttribute, Note, Note>("Song", new() { Steps = 0 }, draft));
        using var line = new Shell { Recipes = [new("croak", () => graph)] };

        var problem = Assert.Single(line.Problems(recipe: "croak"));

        Assert.StartsWith("KIMI5001: Steps is 0", problem, StringComparison.Ordinal);
        Assert.EndsWith("(croak:Song, class Croak)", problem, StringComparison.Ordinal);
    }

    private static OptionInForce Find(IEnumerable<OptionInForce> options, string option) => options.Single(each => each.Name == option);

    private static RecipeGraph Build()
    {
        var draft = new Stage<WriteNoteAttribute, Note>("Draft", new());
        var song = new Stage<RepeatNoteAttribute, Note, Note>("Song", new() { Steps = 5, Weights = [0.5, 0.5], Mood = Mood.Loud, LearningRate = 1e-3 }, draft)
        {
            Components = [new LengthPenaltyAttribute { Weight = 0.4 }],
        };
        return new("chant", typeof(LoudChant), 7, draft, song);
    }

    [RepeatNote(Steps = 5, Mood = Mood.Calm, LearningRate = 0.1)]
    [LengthPenalty(Weight = 0.4)]
    private abstract class Chant;

    [RepeatNote(Mood = Mood.Loud, Weights = [0.5, 0.5])]
    private abstract class LoudChant : Chant;

    [RepeatNote(Steps = 0)]
    private abstract class Croak;
}

using Kimi.Generators.Validation;

namespace Kimi.Generators.Tests.Model;

/// <summary>Suggestions and grammar of messages.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("warm", "warm", 0)]
    [InlineData("wram", "warm", 1)]
    [InlineData("wrm", "warm", 1)]
    [InlineData("sft", "", 3)]
    public void The_distance_counts_letters_inserted_dropped_replaced_or_swapped(string from, string to, int distance) =>
        Assert.Equal(distance, Words.Distance(from, to));

    [Theory]
    [InlineData("longcot", "longCot")]
    [InlineData("longCto", "longCot")]
    [InlineData("merged", null)]
    [InlineData("stf", "sft")]
    public void The_nearest_name_is_suggested_when_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, Words.Nearest(name, ["warm", "longCot", "sft"]));

    [Fact]
    public void Of_equally_near_names_the_first_by_alphabet_is_suggested() => Assert.Equal("sft1", Words.Nearest("sft", ["sft2", "sft1"]));

    [Fact]
    public void Enumerations_and_articles_read_as_english()
    {
        Assert.Equal("a, b or c", Words.List(["a", "b", "c"], "or"));
        Assert.Equal("a", Words.List(["a"], "or"));
        Assert.Equal("an Evaluation", Words.A("Evaluation"));
    }
}

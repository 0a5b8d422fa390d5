using Kimi.Shared;

namespace Kimi.Cli.Tests.Hosting;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["LearningRate", "Steps", "Seed", "LengthPenalty", "Sft", "SftReport"];

    [Theory]
    [InlineData("LerningRate", "LearningRate")]
    [InlineData("learningrate", "LearningRate")]
    [InlineData("LaerningRate", "LearningRate")]
    [InlineData("Step", "Steps")]
    [InlineData("Sede", "Seed")]
    [InlineData("LenghtPenalty", "LengthPenalty")]
    [InlineData("Sfd", "Sft")]
    public void A_misspelt_name_finds_what_it_means(string written, string meant) => Assert.Equal(meant, NearestName.Of(written, s_names));

    [Theory]
    [InlineData("Temperature")]
    [InlineData("Rate")]
    [InlineData("")]
    public void A_name_unlike_all_finds_nothing(string written) => Assert.Null(NearestName.Of(written, s_names));

    [Fact]
    public void Of_two_equally_close_names_the_first_in_the_alphabet_wins() => Assert.Equal("Bat", NearestName.Of("Xat", ["Cat", "Bat"]));

    [Fact]
    public void Two_letters_swapped_count_as_one_mistake() => Assert.Equal("ab", NearestName.Of("ba", ["ab"]));

    [Fact]
    public void Without_a_close_name_the_hint_lists_all_names() => Assert.Equal("choose from Cat, Bat", NearestName.Hint("Elephant", ["Cat", "Bat"]));
}

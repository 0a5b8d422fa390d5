using Kimi.Dsl;
using Kimi.Runtime.Curation;

namespace Kimi.Runtime.Tests.Curation;

public sealed class ContaminationTests
{
    private const string Evaluated = "A train leaves the station at noon and travels sixty miles an hour for three hours. How far is it then?";

    [Theory]
    [InlineData("A TRAIN leaves the station, at noon, and travels sixty miles an hour for three hours: how far did it go?")]
    [InlineData("Consider this. Leaves the station at noon and travels sixty miles an hour for three hours. Then?")]
    public void Thirteen_words_in_a_row_are_found_whatever_their_case_and_punctuation(string prompt) =>
        Assert.NotNull(new Contamination([Set(Evaluated)], 13).Find(prompt));

    [Theory]
    [InlineData("A bus leaves the station at one and travels fifty miles an hour for three hours. How far is it then?")]
    [InlineData("How far is it then?")]
    [InlineData("")]
    public void Fewer_words_in_a_row_are_not(string prompt) => Assert.Null(new Contamination([Set(Evaluated)], 13).Find(prompt));

    [Theory]
    [InlineData("7+5=", true)]
    [InlineData("7 + 5 = ?", true)]
    [InlineData("7-5=", false)]
    [InlineData("7+55=", false)]
    [InlineData("(7+5)=", false)]
    public void A_short_prompt_is_found_when_it_is_the_same_and_signs_of_formulas_count(string prompt, bool isFound) =>
        Assert.Equal(isFound, new Contamination([Set("1+1="), Set("7+5=")], 13).Find(prompt) is not null);

    [Fact]
    public void Words_are_of_one_width_and_case() => Assert.Equal(["x", "=", "12", "东"], Contamination.Words("Ｘ＝１２，东。"));

    private static PromptSet Set(string prompt) => new([new MathProblem { Id = prompt, Prompt = prompt, Answer = "" }]);
}

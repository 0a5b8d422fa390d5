using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class StopRepetitionTests
{
    [Theory]
    [InlineData("5555", true)]
    [InlineData("123555", false)]
    [InlineData("1212", true)]
    [InlineData("31212", true)]
    [InlineData("1221", false)]
    [InlineData("121", false)]
    [InlineData("12124", false)]
    public void Two_tokens_twice_end_a_response(string tokens, bool ends) =>
        Assert.Equal(ends ? StopReason.Repetition : null, Check(tokens, patternTokens: 2, repeats: 2));

    [Theory]
    [InlineData("123123123", 3, 3, true)]
    [InlineData("12312312", 3, 3, false)]
    [InlineData("9123123124", 3, 3, false)]
    [InlineData("121212121", 3, 3, true)]
    [InlineData("12341234", 3, 2, false)]
    [InlineData("12341234", 4, 2, true)]
    public void Shorter_patterns_must_fill_the_same_tail(string tokens, int patternTokens, int repeats, bool ends) =>
        Assert.Equal(ends ? StopReason.Repetition : null, Check(tokens, patternTokens, repeats));

    private static StopReason? Check(string tokens, int patternTokens, int repeats) =>
        new StopRepetition(new() { PatternTokens = patternTokens, Repeats = repeats }).Check([.. tokens.Select(token => token - '0')]);
}

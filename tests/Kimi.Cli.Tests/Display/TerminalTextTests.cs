using Kimi.Cli.Display;
using Kimi.Shared;

namespace Kimi.Cli.Tests.Display;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain Grüße 你好 👩‍🔬", "plain Grüße 你好 👩‍🔬")]
    [InlineData("\u001b[31mred\u001b[0m", @"\u001B[31mred\u001B[0m")]
    [InlineData("a\u0007b\bc\u007f", @"a\u0007b\u0008c\u007F")]
    [InlineData("\u009b2J", @"\u009B2J")]
    [InlineData("abc\u202Etxt.exe", @"abc\u202Etxt.exe")]
    [InlineData("\u2066x\u2069\u200F\u061C", @"\u2066x\u2069\u200F\u061C")]
    [InlineData("one\ntwo\r\nthree\u2028four", "one two three four")]
    [InlineData("tab\there", @"tab\u0009here")]
    public void A_line_cannot_change_what_the_terminal_shows_besides(string text, string line) => Assert.Equal(line, TerminalText.Line(text));

    [Fact]
    public void Half_a_character_is_told() => Assert.Equal(@"half \uD83D of one", TerminalText.Line("half " + '\ud83d' + " of one"));

    [Fact]
    public void A_block_keeps_its_lines() => Assert.Equal("a\n\tb\\u001B[2J\n", VisibleText.Block("a\n\tb\u001b[2J\n"));

    [Fact]
    public void Of_a_very_long_line_the_middle_is_left_out_and_no_character_is_halved()
    {
        var line = TerminalText.Line("begin " + string.Concat(Enumerable.Repeat("😀", 100_000)) + " end");

        Assert.InRange(line.Length, 400, 520);
        Assert.StartsWith("begin 😀", line, StringComparison.Ordinal);
        Assert.EndsWith("😀 end", line, StringComparison.Ordinal);
        Assert.Equal(line, new(line.EnumerateRunes().SelectMany(rune => rune.ToString()).ToArray()));
        Assert.DoesNotContain('\uFFFD', line);
    }
}

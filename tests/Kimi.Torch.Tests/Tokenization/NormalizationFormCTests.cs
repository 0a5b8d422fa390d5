using Kimi.Torch.Tokenization.Unicode;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Normalization form C, by the examples of UAX #15 and by laws that hold for all characters. The tests run with invariant globalization, as the
/// applications do; the table does not depend on it.</summary>
public sealed class NormalizationFormCTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("A\u030a", "Å")]
    [InlineData("\u212b", "Å")] // ångström: a singleton
    [InlineData("\u2126", "Ω")]
    [InlineData("s\u0323\u0307", "ṩ")]
    [InlineData("s\u0307\u0323", "ṩ")] // marks are put in order first
    [InlineData("ḋ\u0323", "ḍ\u0307")]
    [InlineData("\u1100\u1161\u11a8", "각")]
    [InlineData("가\u11a8", "각")]
    [InlineData("각\u11a8", "각\u11a8")] // a syllable takes one trailing consonant
    [InlineData("\u0958", "\u0915\u093c")] // excluded from composition
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\U0001d15e", "\U0001d157\U0001d165")]
    [InlineData("\U00011099\U000110ba", "\U0001109a")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "à\u05ae\u0300\u0315b")] // from NormalizationTest.txt
    [InlineData("\u0f71\u0f72", "\u0f71\u0f72")]
    [InlineData("a\u0301\u0301", "á\u0301")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("a\u0345\u0301", "á\u0345")]
    [InlineData("plain ASCII and Ä", "plain ASCII and Ä")]
    public void A_text_is_composed(string text, string composed) => Assert.Equal(composed, NormalizationFormC.Of(text));

    [Fact]
    public void Composing_again_changes_nothing()
    {
        foreach (var code in Enumerable.Range(0, 0x30000).Where(code => code is < 0xd800 or > 0xdfff))
        {
            var composed = NormalizationFormC.Of($"q{char.ConvertFromUtf32(code)}\u0301\u0323");
            Assert.Equal(composed, NormalizationFormC.Of(composed));
        }
    }

    [Fact]
    public void Marks_of_other_classes_compose_in_any_order()
    {
        string[] marks = ["\u0323", "\u0301", "\u0327", "\u0345", "\u031b"];
        foreach (var letter in Enumerable.Range('A', 0x150).Select(code => ((char)code).ToString()))
        {
            foreach (var (one, other) in from one in marks from other in marks where one != other select (one, other))
                Assert.Equal(NormalizationFormC.Of(letter + one + other), NormalizationFormC.Of(letter + other + one));
        }
    }

    [Fact]
    public void A_long_run_of_marks_takes_no_more_than_sorting() =>
        Assert.Equal(200_001, NormalizationFormC.Of("x" + string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000))).Length);
}

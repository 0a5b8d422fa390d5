using Kimi.Runtime.Mathematics.Extraction;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>Where in a response its answer is.</summary>
public sealed class ExtractionTests
{
    [Theory]
    [InlineData(@"so \boxed{\frac{1}{2}} it is", "Boxed", @"\frac{1}{2}")]
    [InlineData(@"\boxed{1} was wrong. Rather \boxed{\sqrt{\frac{2}{3}}}.", "Boxed", @"\sqrt{\frac{2}{3}}")]
    [InlineData(@"\fbox{3}", "Boxed", "3")]
    [InlineData(@"\boxed 7", "Boxed", "7")]
    [InlineData(@"\boxed{1} and \boxed{-2}", "Boxed", "1, -2")]
    [InlineData(@"\boxed{1} papers and \boxed{2} bins", "Boxed", "1, 2")]
    [InlineData(@"\boxed{3}, so the answer is \boxed{7}", "Boxed", "7")]
    [InlineData(@"\boxed{3} + 4 = \boxed{7}", "Boxed", "7")]
    [InlineData("She has 5 - 2 = 3 apples.\n#### 3", "Marked", "3")]
    [InlineData("The final answer is $14{,}916$. I hope it is correct.", "FinalAnswer", "14{,}916")]
    [InlineData("Final Answer: Jane started 3 hours ago. <|im_end|>", "FinalAnswer", "3")]
    [InlineData("**Final answer:** 5", "FinalAnswer", "5")]
    [InlineData("The answer is 5 because 2 + 3 = 5.", "AnswerIs", "5")]
    [InlineData("Answer: east", "AnswerIs", "east")]
    [InlineData("A: 90,000", "AnswerIs", "90,000")]
    [InlineData("First 1.\nThen $x = 5$", "LastLine", "x = 5")]
    [InlineData("It follows that\n\\[\n x = 5\n\\]", "LastLine", "x = 5")]
    [InlineData("the number is not 10 which is 1,000.99€", "LastLine", "1,000.99€")]
    public void The_answer_is_found_by_the_first_rule_that_finds_one(string response, string rule, string answer) =>
        Assert.Equal((Enum.Parse<ExtractionRule>(rule), answer), Judging.Extracted(response));

    [Theory]
    [InlineData(@"\boxed{200} is the first. The final answer is 10,455.", "FinalAnswer")]
    [InlineData(@"The final answer is 5. No: \boxed{6}", "Boxed")]
    [InlineData("#### 5\nThe final answer is 6", "FinalAnswer")]
    [InlineData("The final answer is 6\n#### 5", "Marked")]
    public void What_is_stated_last_counts(string response, string rule) => Assert.Equal(Enum.Parse<ExtractionRule>(rule), Judging.Extracted(response)?.Rule);

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData(@"\boxed{}")]
    public void A_response_may_have_no_answer(string response) => Assert.Null(Judging.Extracted(response));

    [Fact]
    public void A_box_that_was_cut_off_has_no_answer() =>
        Assert.Null(Judging.Extracted(@"so it is \boxed{12"));

    [Fact]
    public void Rules_that_are_off_find_nothing()
    {
        const string response = "\\boxed{1}\n#### 2\nThe final answer is 3\n4";

        Assert.Equal((ExtractionRule.Boxed, "1"), Judging.Extracted(response, new(Marked: false, Stated: false, LastLine: false)));
        Assert.Equal((ExtractionRule.Marked, "2"), Judging.Extracted(response, new(Boxed: false, Stated: false, LastLine: false)));
        Assert.Equal((ExtractionRule.FinalAnswer, "3"), Judging.Extracted(response, new(Boxed: false, Marked: false, LastLine: false)));
        Assert.Equal((ExtractionRule.LastLine, "4"), Judging.Extracted(response, new(Boxed: false, Marked: false, Stated: false)));
    }

    [Fact]
    public void Thousands_of_open_boxes_take_linear_time()
    {
        var response = string.Concat(Enumerable.Repeat(@"\boxed{", 50_000)) + "5";

        Assert.Null(Judging.Extracted(response));
    }
}

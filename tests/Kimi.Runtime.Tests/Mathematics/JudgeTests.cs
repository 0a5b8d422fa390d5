using Kimi.Dsl;
using Kimi.Runtime.Mathematics;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>What a verdict says of references and responses that are no answers.</summary>
public sealed class JudgeTests
{
    private static readonly MathJudge s_judge = new(new());

    [Theory]
    [InlineData(@"\boxed{0.5}", 1, "boxed")]
    [InlineData("#### 1/2", 1, "####")]
    [InlineData("The final answer is ½.", 1, "final answer")]
    [InlineData("The answer is 0.4.", 0, "answer is")]
    [InlineData("0.5", 1, "last line")]
    [InlineData("", 0, "no answer")]
    [InlineData(@"It is \boxed{\frac{1}{2}", 0, "no answer")]
    [InlineData(@"\boxed{)(}", 0, "boxed, as text")]
    public void The_rule_says_how_the_answer_was_found(string response, double value, string rule)
    {
        var scored = Assert.IsType<Verdict.Scored>(s_judge.Judge(s_judge.Read(@"\frac{1}{2}"), response));

        Assert.Equal((value, rule), (scored.Value, scored.Rule));
    }

    [Theory]
    [InlineData("", "there is no answer")]
    [InlineData(@"\boxed{\frac{1}}", @"the answer '\frac{1}' cannot be read: a value is missing at character 9")]
    [InlineData(@"\boxed{(1,2}", "the answer '(1,2' cannot be read: a bracket is not closed at character 5")]
    [InlineData("A+", @"the answer 'A+' cannot be read: a value is missing at character 3; where it is words, write them as \text{…}")]
    public void A_reference_that_cannot_be_read_is_told(string reference, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => s_judge.Read(reference)).Message);

    [Theory]
    [InlineData(@"\frac{1")]
    [InlineData("the answer is $\\frac{1$")]
    [InlineData(@"x = \frac{1")]
    [InlineData(@"\frac{}{2}")]
    [InlineData("1 +")]
    [InlineData("#### 1 +")]
    [InlineData("x =")]
    [InlineData("2^")]
    [InlineData("a_")]
    [InlineData("(1, 2")]
    [InlineData("1}")]
    [InlineData("1 2")]
    [InlineData(@"\begin{pmatrix}1&2\\3\end{pmatrix}")]
    [InlineData(@"5 \text{ apples} +")]
    [InlineData(@"\boxed{}")]
    public void A_number_in_a_broken_formula_is_not_its_answer(string reference) => Assert.Throws<FormatException>(() => s_judge.Read(reference));

    [Theory]
    [InlineData("Carol (the older one)", "carol (the older one)", 1)]
    [InlineData("Carol (the older one)", "Carol", 0)]
    [InlineData(@"\boxed{Blue, not red? (really)}", "blue, not red? (really)", 1)]
    [InlineData(@"\text{A+}", "A+", 1)]
    [InlineData("all real numbers except 3", "All real numbers except 3", 1)]
    public void A_sentence_that_is_no_formula_is_compared_as_words(string reference, string answer, double value) =>
        Assert.Equal(value, Judging.OfBox(reference, answer));

    [Fact]
    public void What_is_beyond_the_budget_is_unscorable()
    {
        // Both are beyond double precision, and have too many digits to be written out.
        var verdict = Assert.IsType<Verdict.Unscorable>(s_judge.Judge(s_judge.Read("10^{10^{9}}"), @"\boxed{100^{5 \cdot 10^8 + 1}}"));

        Assert.Contains("has no value that can be compared", verdict.Why, StringComparison.Ordinal);
        Assert.Contains(
            "more than 100 steps",
            Assert.IsType<Verdict.Unscorable>(new MathJudge(new(), steps: 100).Judge(s_judge.Read("(x+1)^9"), @"\boxed{(1+x)^9}")).Why,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/0")]
    [InlineData("0^{-1}")]
    [InlineData("9^{9^{9^9}}")]
    [InlineData("((((((9!)!)!)!)!)!)")]
    public void An_answer_without_a_value_is_wrong_where_the_reference_has_one(string answer) => Assert.Equal(0, Judging.OfBox("7", answer));

    [Fact]
    public void Equal_answers_are_equal_texts_for_majority_votes()
    {
        Assert.Equal(Answer(@"\boxed{1/2}"), Answer(@"\boxed{\frac12}"));
        Assert.NotEqual(Answer(@"\boxed{1/2}"), Answer(@"\boxed{1/3}"));
        Assert.Null(Answer(""));

        static string? Answer(string response) => Assert.IsType<Verdict.Scored>(Judging.Verdict("0.5", response)).Answer;
    }

    [Fact]
    public void Large_numbers_are_exact()
    {
        Assert.Equal(0, Judging.OfBox("100000000000000000000000001", "100000000000000000000000002"));
        Assert.Equal(1, Judging.OfBox("2^{200}", "1606938044258990275541962092341162602522202993782792835301376"));
        Assert.Equal(0, Judging.OfBox("2^{200}", "1606938044258990275541962092341162602522202993782792835301377"));
        Assert.Equal(1, Judging.OfBox(@"\frac{100!}{99!}", "100"));
        Assert.Equal(1, Judging.OfBox(@"\binom{1000}{500}", @"\frac{1000!}{500!^2}"));
    }
}

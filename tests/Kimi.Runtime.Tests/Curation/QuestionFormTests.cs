using Kimi.Runtime.Curation;

namespace Kimi.Runtime.Tests.Curation;

public sealed class QuestionFormTests
{
    [Theory]
    [InlineData("What is 2+2?\nA. 3\nB. 4\nC. 5")]
    [InlineData("What is 2+2?\n(a) 3\n(b) 4")]
    [InlineData("The capital of France is (A) Rome (B) Paris (C) Bern (D) Oslo")]
    [InlineData("Which of the following numbers is prime?")]
    [InlineData("1+1等于几？\nA、1\nB、2")]
    [InlineData("下列说法正确的是")]
    public void Multiple_choice_is_found(string prompt) => Assert.Equal(Fate.MultipleChoice, QuestionForms.Find(prompt)?.Fate);

    [Theory]
    [InlineData("True or false: 91 is prime.")]
    [InlineData("Is the following statement true? Every square is a rectangle.")]
    [InlineData("Answer yes or no: is 7 odd?")]
    [InlineData("判断题：三角形内角和为180度。")]
    public void True_false_is_found(string prompt) => Assert.Equal(Fate.TrueFalse, QuestionForms.Find(prompt)?.Fate);

    [Theory]
    [InlineData("Prove that the square root of 2 is irrational.")]
    [InlineData("Let n be even. Show that n² is even.")]
    [InlineData("Prove or disprove: every bounded sequence converges.")]
    [InlineData("求证：对顶角相等。")]
    public void Proofs_are_found(string prompt) => Assert.Equal(Fate.Proof, QuestionForms.Find(prompt)?.Fate);

    [Theory]
    [InlineData("Compute (a+b)(a-b) for a = 3 and b = 2.")]
    [InlineData("7+5-3*4=")]
    [InlineData("Let f(A) = 2 and f(B) = 3 and f(C) = 4. What is f(A)+f(B)?")]
    [InlineData("Points A, B and C lie on a line. How long is AC?")]
    [InlineData("Tom has 3 apples. A friend gives him 4. How many has he?")]
    [InlineData("It can be shown that x > 2. What is the least such integer?")]
    [InlineData("Improve the bound. What is it?")]
    [InlineData("The engine proved useful. How long did it run?")]
    [InlineData("(C) is the constant of integration. What is its value for f(0) = 1?")]
    public void Open_questions_are_left_alone(string prompt) => Assert.Null(QuestionForms.Find(prompt));
}

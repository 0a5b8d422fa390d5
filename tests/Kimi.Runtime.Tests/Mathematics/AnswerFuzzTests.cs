using Kimi.Dsl;
using Kimi.Runtime.Mathematics;
using Kimi.Runtime.Mathematics.Extraction;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>Whatever the answer: a verdict, within the budget, and the same in both directions.</summary>
public sealed class AnswerFuzzTests
{
    private static readonly AnswerReading s_reference = AnswerReading.Of("1");

    private static readonly string[] s_answers =
    [
        @"\left( 3, \frac{\pi}{2} \right)", "p - q", @"\frac{14}{3}", @"\text{Evelyn}", @"90^\circ", @"3\sqrt{13}", "x=5", "1,-2", "52_8", @"1 \pm \sqrt{19}",
        @"\begin{pmatrix} -1/3 \\ 2/3 \\ 5/3 \end{pmatrix}", "(3,4]", @"11,\! 111,\! 111,\! 100", @"\$32,\!348", @"\text{(E)}", @"864 \mbox{ inches}^2",
        @"1\frac{4}{5}",
        @"(-\infty, 2) \cup (3, \infty)", @"x \in [-2,7]", @"\{1\pm\sqrt{5},-2\}", "y = 2x + 3", @"\sin^2 x + \cos^2 x", @"\log_2 8", @"\binom{10}{3}",
        "10!", "2,74", "|x|",
        @"\lfloor 3.7 \rfloor", @"0.\overline{3}", "28%", "A:B = 1:2", "½√2", @"\{x \mid x > 2\}", @"f(x) = x^2", @"e^{i\pi}", "x < 1 or x > 3",
        "The midpoints form a hexagon",
        "The answer is $5$ because 2 + 3 = 5.", "#### 1,000.99€", @"\boxed{1} and \boxed{2}", @"\mathbb{R} \setminus \{0\}", "(x+1)^{20}", "1/x + 1/y",
    ];

    private static readonly string[] s_parts =
    [
        @"\frac", "{", "}", @"\sqrt", "^", "_", "(", ")", "[", "]", @"\left", @"\right", @"\pm", "9999999999", "^{9999}", "!", "%", @"\cup", ",", ";",
        @"\text{", "&", @"\\", "|",
        @"\begin{pmatrix}", @"\end{pmatrix}", @"\infty", "1/0", "x", "=", "<", @"\in", " and ", @"\boxed{", "$", "\ud83d", "\0", "sin", "log_", "0.",
        "e5000", ":", "+", "-", "*", "/",
        @"\binom", @"\{", @"\}", "'", @"^\circ", "i", "gcd(", "10^", "(x+1)^{64}", "\n", "####", "final answer is ", @"\begin{cases}", "°", "²",
    ];

    [Fact]
    public void Whatever_the_answers_there_is_a_verdict() => Judge(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_the_answers_there_is_a_verdict_at_full_count() => Judge(Mutations.InputsOfLongRuns);

    private static void Judge(int inputs)
    {
        var (judge, random) = (new MathJudge(new()), new SeededRandom(18));
        var (scored, unread) = (0, 0);
        for (var input = 0; input < inputs; input++)
        {
            var (left, right) = (Answer(random), Answer(random));
            try
            {
                var (first, second) = (AnswerReading.Of(left), AnswerReading.Of(right));
                if (first.Failure is not null)
                    unread++;
                else
                    AssertReflexive(judge, first);
                if (second.Failure is null && first.Failure is null && IsClosed(left) && IsClosed(right))
                    Assert.Equal(Kind(judge.Judge(first, Boxed(right))), Kind(judge.Judge(second, Boxed(left))));
                scored += judge.Judge(s_reference, right) is Verdict.Scored ? 1 : 0;
            }
            catch (Exception exception)
            {
                Assert.Fail($"input {input}: {exception}\n{left}\n{right}");
            }
        }

        // Otherwise the changes would try nothing.
        Assert.InRange(unread, inputs / 50, inputs * 49 / 50);
        Assert.InRange(scored, inputs * 9 / 10, inputs);
    }

    private static void AssertReflexive(MathJudge judge, AnswerReading answer)
    {
        if (!IsClosed(answer.Text))
            return;
        Assert.Equal(1, Assert.IsType<Verdict.Scored>(judge.Judge(answer, Boxed(answer.Text))).Value);
        Assert.Equal(1, Assert.IsType<Verdict.Scored>(judge.Judge(answer, Boxed($"  {answer.Text.Replace(" ", "  ", StringComparison.Ordinal)}\n"))).Value);
    }

    private static string Boxed(string answer) => $@"\boxed{{{answer}}}";

    // Otherwise a box around it would hold something else.
    private static bool IsClosed(string text)
    {
        var depth = 0;
        foreach (var character in text)
        {
            depth += character switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth < 0)
                return false;
        }

        return depth == 0 && !text.Contains(@"\boxed", StringComparison.Ordinal);
    }

    private static (string, double) Kind(Verdict verdict) => (verdict.GetType().Name, verdict is Verdict.Scored { Value: var value } ? value : 0);

    private static string Answer(SeededRandom random)
    {
        var text = random.Next(4) == 0
            ? string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => s_parts[random.Next(s_parts.Length)]))
            : s_answers[random.Next(s_answers.Length)];
        for (var change = random.Next(4); change > 0 && text.Length > 0; change--)
        {
            var place = random.Next(text.Length);
            var length = random.Next(1, 1 + Math.Min(20, text.Length - place));
            text = random.Next(4) switch
            {
                0 => text.Remove(place, length),
                1 => text.Insert(place, text.Substring(place, length)),
                2 => text.Insert(place, s_parts[random.Next(s_parts.Length)]),
                _ => text.Insert(place, string.Concat(Enumerable.Repeat(s_parts[random.Next(s_parts.Length)], random.Next(1, 100)))),
            };
        }

        return text;
    }
}

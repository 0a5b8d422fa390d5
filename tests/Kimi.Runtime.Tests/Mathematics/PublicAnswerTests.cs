using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Mathematics;
using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>Answers of public data sets, against the verdicts that others gave.</summary>
[Trait("Category", "Data")]
public sealed class PublicAnswerTests(ITestOutputHelper output)
{
    private static readonly MathJudge s_judge = new(new());

    [Fact]
    public void Math_verify_s_cases_are_judged_as_it_judges_them()
    {
        var (cases, agreed) = (0, 0);
        foreach (var row in Rows("math-verify/cases.jsonl"))
        {
            var expected = (row.TryGetProperty("expected", out var found) ? found : row.GetProperty("result")).GetDouble();
            var (gold, response) = (Text(row, "gold"), Text(row, "pred"));
            var value = Value(gold, response);
            cases++;
            if (value == expected)
                agreed++;
            else
                output.WriteLine($"{value} and not {expected}: {End(response)} for {End(gold)}");
        }

        TestData.Tried(output, $"Math-Verify: {agreed} of {cases} cases as it judges them");
        Assert.True(agreed >= cases * 0.97, $"{agreed} of {cases}");
    }

    [Fact]
    public void Judged_answers_of_gsm8k_get_the_human_verdict()
    {
        var (cases, agreed) = (0, 0);
        foreach (var row in Rows("gsm8k/judged.jsonl"))
        {
            foreach (var model in row.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
            {
                var (solution, isCorrect) = (Text(model.Value, "solution"), model.Value.GetProperty("is_correct").GetBoolean());
                var value = Value(Text(row, "ground_truth"), solution);
                cases++;
                if (value == (isCorrect ? 1 : 0))
                    agreed++;
                else
                    output.WriteLine($"{value} and not {isCorrect}: {End(solution)} for {End(Text(row, "ground_truth"))}");
            }
        }

        TestData.Tried(output, $"GSM8K: {agreed} of {cases} verdicts as people gave them");
        Assert.Equal(659 * 4, cases);
        Assert.True(agreed >= cases * 0.995, $"{agreed} of {cases}");
    }

    [Theory]
    [InlineData("math/math500-test.jsonl", 500)]
    [InlineData("math/aime24-test.jsonl", 30)]
    public void Every_solution_s_own_answer_is_the_given_one(string file, int count)
    {
        var rows = Rows(file).ToList();

        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.Equal(1, Value(Text(row, "answer"), Text(row, "solution"))));
        TestData.Tried(output, $"{file}: the answers of {rows.Count} solutions are the given ones");
    }

    [Fact]
    public void Different_answers_are_different_but_for_units_and_form()
    {
        var answers = Rows("math/math500-test.jsonl").Concat(Rows("math/aime24-test.jsonl")).Select(row => Text(row, "answer")).Distinct().ToList();
        var readings = answers.ConvertAll(s_judge.Read);
        List<string> equal = [];
        for (var first = 0; first < answers.Count; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var forward = s_judge.Judge(readings[first], $@"\boxed{{{answers[second]}}}");
                Assert.Equal(Value(forward), Value(s_judge.Judge(readings[second], $@"\boxed{{{answers[first]}}}")));
                if (Value(forward) == 1)
                    equal.Add($"{answers[second]} is {answers[first]}");
            }
        }

        equal.ForEach(output.WriteLine);
        TestData.Tried(output, $"MATH-500 and AIME: of {answers.Count} answers, {equal.Count} pairs are equal in another form");
        Assert.All(equal, pair => Assert.Contains(pair, s_sameInAnotherForm));
    }

    // Units, degrees, leading zeros, separators of thousands, spaces, the name of a value, the order of solutions, and radians.
    private static readonly string[] s_sameInAnotherForm =
    [
        @"90^\circ is 90", "5 is x=5", @"\pi is 180^\circ", "1,-2 is -2,1", "23 is 023", "33 is 033", "80 is 080", @"120^\circ is 120", @"36 is 36^\circ",
        @"36 is \$36",
        @"\frac{1}{4} is \frac14", @"30^\circ is 30", @"10,\!080 is 10080", @"15 is 15\mbox{ cm}^2", @"55^\circ is 055", "25 is 025",
        @"2 \sqrt{5} is 2\sqrt{5}", "45 is 045",
    ];

    private static IEnumerable<JsonElement> Rows(string file) =>
        File.ReadLines(TestData.File(file)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double Value(string gold, string response) => Value(s_judge.Judge(s_judge.Read(gold), response));

    private static double Value(Verdict verdict) => verdict is Verdict.Scored scored ? scored.Value : double.NaN;

    private static string End(string text) => text.Length <= 100 ? text : "…" + text[^100..];
}

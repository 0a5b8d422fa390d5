using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes.Tests;

public sealed class PuzzleTests
{
    // By hand, modulo 10: 7+5=2, 2-3=9, 9*4=6; 3+1=4, 4+7=1, 1+4=5; 8-5=3, 1, 4; differences 3 and 5 grow by 2: 0+7=7, 7+9=6; 5+8=3, 8+3=1.
    [Theory]
    [InlineData("7+5-3*4=", "96", 3, "chain")]
    [InlineData("S3174=", "15", 3, "sum")]
    [InlineData("A58=", "14", 3, "sequence")]
    [InlineData("B250=", "76", 7, "sequence")]
    [InlineData("F58=", "31", 2, "sequence")]
    public void Puzzles_have_the_answers_and_steps_worked_out_by_hand(string prompt, string answer, int steps, string tag)
    {
        var puzzle = Puzzle.Parse(prompt);

        Assert.Equal((answer, steps, tag, prompt), (puzzle.Answer, puzzle.Steps, puzzle.Tag, puzzle.Prompt));
    }

    [Theory]
    [InlineData("3*5+4", 19)]
    [InlineData("(3+5)*4-1", 31)]
    [InlineData("2-3-4", -5)]
    [InlineData("-(2+3)*-2", 10)]
    [InlineData("2+3*4", 14)]
    public void Expressions_have_the_precedence_of_arithmetic(string text, long expected)
    {
        Assert.True(Expression.TryEvaluate(text, out var value, out _));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3+")]
    [InlineData("(3+4")]
    [InlineData("3+4)")]
    [InlineData("3 + 4")]
    [InlineData("3//4")]
    [InlineData("1234567")]
    [InlineData("999999*999999*999999")]
    public void Text_that_is_not_an_expression_has_no_value(string text) => Assert.False(Expression.TryEvaluate(text, out _, out _));

    [Fact]
    public void An_endlessly_nested_text_is_not_an_expression() => Assert.False(Expression.TryEvaluate(new string('(', 100_000), out _, out _));

    [Theory]
    [InlineData("3*5+4", true)]
    [InlineData("4+5*3", true)]
    [InlineData("(3*5)+4", true)]
    [InlineData("3*5+5-1", false)]
    [InlineData("4*5-3+2", false)]
    [InlineData("3+4*4", false)]
    [InlineData("3*5", false)]
    [InlineData("nonsense", false)]
    public void A_countdown_is_solved_by_any_expression_of_its_numbers(string expression, bool isSolved) =>
        Assert.Equal(isSolved, Countdown.Parse("C354:19=").IsSolvedBy(expression));

    [Fact]
    public void Every_countdown_has_a_solution_among_its_attempts_and_reads_back()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var countdown = Countdown.Random(random, 9);
            Assert.Equal(countdown.Prompt, Countdown.Parse(countdown.Prompt).Prompt);
            Assert.Contains(countdown.Attempts, attempt => countdown.IsSolvedBy(attempt.ToString()));
            Assert.All(countdown.Attempts, attempt => Assert.Equal(attempt.Value == countdown.Target, countdown.IsSolvedBy(attempt.ToString())));
        }
    }

    [Fact]
    public async Task Careful_teachers_are_always_right_and_hasty_ones_more_often_the_more_they_verify()
    {
        var problems = new PuzzleProblems(new() { CountdownsInTen = 0 }).Problems(new Random(1)).Take(2_000).ToList();
        var reward = new PuzzleReward();

        Assert.Equal(1, await AccuracyAsync(new() { SlipRate = 0 }, ""));

        // About three steps, each right in 82% of cases, and in 96% where four of five are verified: 55% and 90%. The standard error is 1.1 points.
        var (plain, evaluated) = (await AccuracyAsync(new(), ""), await AccuracyAsync(new(), "E"));
        Assert.InRange(plain, 0.3, 0.65);
        Assert.InRange(evaluated - plain, 0.2, 0.6);

        async Task<double> AccuracyAsync(PuzzleTracesAttribute options, string style)
        {
            var (teacher, random, correct) = (new PuzzleTraces(options), new Random(2), 0);
            foreach (var problem in problems.Select(problem => problem with { Prompt = style + problem.Prompt }))
            {
                if (await reward.JudgeAsync(problem, Response(teacher.Respond(problem, random)), CancellationToken.None) is Verdict.Scored { Value: 1 })
                    correct++;
            }

            return (double)correct / problems.Count;
        }
    }

    [Fact]
    public void Prompts_and_traces_of_every_style_are_written_in_the_alphabet()
    {
        var problems = new PromptSet([.. new PuzzleProblems(new()).Problems(new Random(1)).Take(1_000).DistinctBy(problem => problem.Id)]);
        var teacher = new PuzzleTraces(new());
        var random = new Random(1);

        var letters = Styles.Mix(problems).SelectMany(problem => problem.Prompt + teacher.Respond((MathProblem)problem, random)).Distinct();

        Assert.Empty(letters.Except(PuzzleTraces.Alphabet));
    }

    [Fact]
    public async Task An_answer_without_a_marker_is_wrong()
    {
        var problem = new PuzzleProblems(new() { CountdownsInTen = 0 }).Problems(new Random(1)).First();

        Assert.Equal(new Verdict.Scored(0), await new PuzzleReward().JudgeAsync(problem, Response(problem.Answer), CancellationToken.None));
        Assert.Equal(new Verdict.Scored(1), await new PuzzleReward().JudgeAsync(problem, Response("#" + problem.Answer), CancellationToken.None));
    }

    private static Rollout Response(string text) =>
        new() { ProblemId = "", PromptTokens = [], Turns = [], Text = text, StopReason = StopReason.EndOfText };
}

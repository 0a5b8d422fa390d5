using Kimi.Dsl;
using Kimi.Runtime.Samplers;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Samplers;

public sealed class ProblemDrawTests
{
    [Fact]
    public void Where_all_problems_are_solved_the_prioritized_draw_is_uniform()
    {
        var problems = Problems(4);
        var draw = new ProblemDraw(problems, [new PrioritizedSampler(new())]);
        foreach (var problem in problems)
            draw.Observe(new(problem, [new(Rollout(problem), 1, true)]));

        // 4,000 draws of one of four: a share's standard deviation is 0.007.
        var drawn = Enumerable.Range(0, 4_000).Select(seed => draw.Next(1, new(0, 1), SeededRandom.Derive(9, "draw", seed))[0].Id).ToList();
        Assert.All(problems, problem => Assert.InRange(drawn.Count(id => id == problem.Id) / 4_000.0, 0.22, 0.28));
    }

    [Fact]
    public void A_draw_reports_what_it_knows_about_its_problems()
    {
        var problems = Problems(5);
        var draw = new ProblemDraw(problems, [new OnlyLevels(2, 4)]);
        draw.Observe(new(problems[0], [new(Rollout(problems[0]), 1, true), new(Rollout(problems[0]), 1, true)]));
        draw.Observe(new(problems[1], [new(Rollout(problems[1]), 1, true), new(Rollout(problems[1]), 0, false)]));
        draw.Observe(new(problems[2], [new(Rollout(problems[2]), 0, false)]));

        draw.Next(1, new(0, 1), new SeededRandom(1));
        var metrics = draw.Metrics;

        Assert.Equal((3, 1, 1, 3), (metrics["problemsTried"], metrics["problemsAlwaysSolved"], metrics["problemsNeverSolved"], metrics["problemsOpen"]));
    }

    [Fact]
    public void A_draw_repeats_no_problem_while_there_are_others()
    {
        var draw = new ProblemDraw(Problems(8), []);

        var drawn = draw.Next(8, new(0, 1), new SeededRandom(1));

        Assert.Equal(8, drawn.Distinct().Count());
    }

    [Fact]
    public void Weights_of_several_samplers_multiply()
    {
        var draw = new ProblemDraw(Problems(10), [new OnlyLevels(1, 6), new OnlyLevels(5, 10)]);

        Assert.All(draw.Next(4, new(0, 1), new SeededRandom(1)), problem => Assert.InRange(problem.Level, 5, 6));
    }

    [Fact]
    public void Where_all_weights_are_zero_all_problems_are_equally_likely()
    {
        var draw = new ProblemDraw(Problems(4), [new OnlyLevels(99, 99)]);

        Assert.Equal(4, draw.Next(4, new(0, 1), new SeededRandom(1)).Distinct().Count());
    }

    [Fact]
    public void Draws_follow_the_weights_over_many_seeds()
    {
        // One of two problems with weights 3 and 1: the first wins with probability 3/4; 4,000 draws put the share within 0.03 of it
        // but for one chance in 100,000.
        var draw = new ProblemDraw(Problems(2), [new Threefold()]);

        var first = Enumerable.Range(0, 4_000).Count(seed => draw.Next(1, new(0, 1), SeededRandom.Derive(5, "draw", seed))[0].Level == 1);

        Assert.InRange(first / 4_000.0, 0.72, 0.78);
    }

    [Fact]
    public void What_is_remembered_about_problems_survives_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var problems = Problems(2);
        var draw = new ProblemDraw(problems, []);
        draw.Observe(new(problems[0], [new(Rollout(problems[0]), 1, true), new(Rollout(problems[0]), 0, false)]));
        draw.Save(folder.Path);
        var seen = new List<ProblemHistory>();
        var restored = new ProblemDraw(problems, [new Spy(seen)]);

        restored.Load(folder.Path);
        restored.Next(1, new(0, 1), new SeededRandom(1));

        Assert.Equal([new(2, 1), new(0, 0)], seen);
    }

    [Fact]
    public void Where_too_few_problems_have_weight_they_are_drawn_again()
    {
        var draw = new ProblemDraw(Problems(9), [new OnlyLevels(2, 3)]);

        var drawn = draw.Next(5, new(0, 1), new SeededRandom(1)).CountBy(problem => problem.Level).ToDictionary();

        Assert.Equal([2, 3], drawn.Keys.Order());
        Assert.Equal([2, 3], drawn.Values.Order());
    }

    [Fact]
    public void Draws_after_a_checkpoint_are_those_without_an_interruption()
    {
        // What is drawn depends on what was observed: problems of even level are always solved, the others every other time.
        using var folder = new TemporaryFolder();
        var problems = Problems(12);
        var uninterrupted = new ProblemDraw(problems, [new PrioritizedSampler(new()), new HardProblemsSampler(new() { FromIteration = 4 })]);
        var resumed = new ProblemDraw(problems, [new PrioritizedSampler(new()), new HardProblemsSampler(new() { FromIteration = 4 })]);
        Go(uninterrupted, 0, 5);
        uninterrupted.Save(folder.Path);

        resumed.Load(folder.Path);

        var drawn = Go(resumed, 5, 10);
        Assert.Equal(Go(uninterrupted, 5, 10), drawn);
        Assert.Equal(uninterrupted.Metrics, resumed.Metrics);
        Assert.NotEqual(Go(new(problems, [new PrioritizedSampler(new())]), 5, 10), drawn);

        static List<string> Go(ProblemDraw draw, int from, int to)
        {
            var drawn = new List<string>();
            for (var iteration = from; iteration < to; iteration++)
            {
                foreach (var problem in draw.Next(4, new(iteration, 20), SeededRandom.Derive(7, "draw", iteration)))
                {
                    drawn.Add(problem.Id);
                    draw.Observe(new(problem, [new(Rollout(problem), 1, true), new(Rollout(problem), 0, problem.Level % 2 == 0)]));
                }
            }

            return drawn;
        }
    }

    [Fact]
    public void Prioritized_draws_come_in_the_shares_that_the_formula_gives()
    {
        // Success rates 0, 1/4, 1/2, 1 give 4/9, 3/9, 2/9, 0; in 8,000 draws a share's standard deviation is at most 0.006.
        var problems = Problems(4);
        var draw = new ProblemDraw(problems, [new PrioritizedSampler(new())]);
        foreach (var (problem, successes) in problems.Paired([0, 1, 2, 4]))
            draw.Observe(new(problem, [.. Enumerable.Range(0, 4).Select(index => new JudgedRollout(Rollout(problem), 0, index < successes))]));

        var drawn = Enumerable.Range(0, 8_000).Select(seed => draw.Next(1, new(0, 1), SeededRandom.Derive(3, "draw", seed))[0].Level).ToList();

        foreach (var (level, share) in new[] { (1, 4 / 9.0), (2, 3 / 9.0), (3, 2 / 9.0), (4, 0) })
            Assert.Equal(share, drawn.Count(drawnLevel => drawnLevel == level) / 8_000.0, tolerance: 0.025);
    }

    private static MathProblem Problem(int level) => new() { Id = $"{level}", Prompt = $"{level}", Answer = "", Level = level };

    private static PromptSet Problems(int count) => new([.. Enumerable.Range(1, count).Select(Problem)]);

    private static Rollout Rollout(Problem problem) => new()
    {
        ProblemId = problem.Id,
        PromptTokens = [0],
        Turns = TestRollouts.OneTurn(new RolloutSegment(0, [0], [0])),
        Text = "",
        StopReason = StopReason.EndOfText,
    };

    private sealed class OnlyLevels(int low, int high) : ISampler
    {
        public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
            problem.Level >= low && problem.Level <= high ? 1 : 0;
    }

    private sealed class Threefold : ISampler
    {
        public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => problem.Level == 1 ? 3 : 1;
    }

    private sealed class Spy(List<ProblemHistory> seen) : ISampler
    {
        public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
        {
            seen.Add(history);
            return 1;
        }
    }
}

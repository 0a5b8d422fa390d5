using Kimi.Dsl;
using Kimi.Runtime.Samplers;

namespace Kimi.Runtime.Tests.Samplers;

public sealed class SamplerTests
{
    private static readonly LevelRange s_levels = new(1, 10);

    [Fact]
    public void Prioritized_probabilities_are_in_proportion_to_failure()
    {
        var sampler = new PrioritizedSampler(new());
        double[] weights = [.. new[] { (4, 0), (4, 1), (4, 2), (4, 4) }.Select(history => sampler.Weight(Problem(1), new(history.Item1, history.Item2), s_levels, new(0, 1)))];

        double[] expected = [0.4444, 0.3333, 0.2222, 0];
        foreach (var (weight, probability) in weights.Zip(expected))
            Assert.Equal(probability, weight / weights.Sum(), 1e-4);
    }

    [Fact]
    public void An_untried_problem_counts_with_the_initial_success_and_a_solved_one_with_the_floor()
    {
        var sampler = new PrioritizedSampler(new() { InitialSuccess = 0.3, Floor = 0.05 });

        Assert.Equal(0.7, sampler.Weight(Problem(1), default, s_levels, new(0, 1)), 1e-12);
        Assert.Equal(0.05, sampler.Weight(Problem(1), new(8, 8), s_levels, new(0, 1)), 1e-12);
    }

    [Fact]
    public void Smoothing_holds_a_few_responses_back_from_deciding()
    {
        var sampler = new PrioritizedSampler(new() { InitialSuccess = 0.25, Smoothing = 4 });

        Assert.Equal(0.75, sampler.Weight(Problem(1), default, s_levels, new(0, 1)), 1e-12);
        Assert.Equal(1 - (3 / 6.0), sampler.Weight(Problem(1), new(2, 2), s_levels, new(0, 1)), 1e-12);
        Assert.Equal(1 - (1 / 8.0), sampler.Weight(Problem(1), new(4, 0), s_levels, new(0, 1)), 1e-12);
    }

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

    [Theory]
    [InlineData(0, new[] { 0.1, 0.5, 0.6, 0.9 })]
    [InlineData(9, new[] { 0.1, 0.5, 0.6, 0.9 })]
    [InlineData(10, new[] { 0.1, 0.5 })]
    [InlineData(99, new[] { 0.1, 0.5 })]
    public void After_the_warm_up_only_hard_problems_are_drawn(int iteration, double[] drawn)
    {
        var sampler = new HardProblemsSampler(new() { FromIteration = 10, MaxPassRate = 0.5 });

        Assert.Equal(drawn, new[] { 0.1, 0.5, 0.6, 0.9 }.Where(passRate => sampler.Weight(Problem(1) with { PassRate = passRate }, default, s_levels, new(iteration, 100)) > 0));
    }

    [Fact]
    public void A_pass_rate_is_the_measured_one_or_else_the_run_s_own()
    {
        var sampler = new HardProblemsSampler(new() { FromIteration = 1, MaxPassRate = 0.5 });

        Assert.Equal(1, sampler.Weight(Problem(1) with { PassRate = 0.2 }, new(8, 8), s_levels, new(5, 10)));
        Assert.Equal(0, sampler.Weight(Problem(1), new(8, 8), s_levels, new(5, 10)));
        Assert.Equal(1, sampler.Weight(Problem(1), new(8, 4), s_levels, new(5, 10)));
        Assert.Equal(1, sampler.Weight(Problem(1), default, s_levels, new(5, 10)));
    }

    [Theory]
    [InlineData(0, new[] { 0.7, 1 })]
    [InlineData(9, new[] { 0.7, 1 })]
    [InlineData(10, new[] { 0.4, 0.6 })]
    [InlineData(20, new[] { 0, 0.3 })]
    [InlineData(99, new[] { 0, 0.3 })]
    public void Each_stage_draws_from_a_band_of_pass_rates_the_easiest_first(int iteration, double[] drawn)
    {
        var sampler = new StagedSampler(new() { Stages = 3, LastFromIteration = 20 });

        double[] passRates = [0, 0.3, 0.4, 0.6, 0.7, 1];
        Assert.Equal(drawn, passRates.Where(passRate => sampler.Weight(Problem(1) with { PassRate = passRate }, default, s_levels, new(iteration, 100)) > 0));
        Assert.Equal(1, sampler.Weight(Problem(1), default, s_levels, new(iteration, 100)));
    }

    [Fact]
    public void A_draw_tells_what_it_knows_of_its_problems()
    {
        var problems = Problems(5);
        var draw = new ProblemDraw(problems, [new OnlyLevels(2, 4)]);
        draw.Observe(new(problems[0], [new(Rollout(problems[0]), 1, true), new(Rollout(problems[0]), 1, true)]));
        draw.Observe(new(problems[1], [new(Rollout(problems[1]), 1, true), new(Rollout(problems[1]), 0, false)]));
        draw.Observe(new(problems[2], [new(Rollout(problems[2]), 0, false)]));

        var metrics = draw.Metrics(new(0, 1));

        Assert.Equal((3, 1, 1, 3), (metrics["problemsTried"], metrics["problemsAlwaysSolved"], metrics["problemsNeverSolved"], metrics["problemsOpen"]));
    }

    [Theory]
    [InlineData(0, new[] { 1, 2 })]
    [InlineData(10, new[] { 4, 5, 6 })]
    [InlineData(20, new[] { 8, 9, 10 })]
    [InlineData(99, new[] { 8, 9, 10 })]
    public void The_curriculum_window_rises_to_the_hardest_level(int iteration, int[] drawn)
    {
        var sampler = new CurriculumSampler(new() { Width = 3, StartLevel = 2, UntilIteration = 20 });

        var levels = Enumerable.Range(1, 10).Where(level => sampler.Weight(Problem(level), default, s_levels, new(iteration, 100)) > 0);

        Assert.Equal(drawn, levels);
    }

    [Fact]
    public void A_draw_has_no_problem_twice_while_there_are_others()
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
    public void What_is_remembered_of_problems_survives_a_checkpoint()
    {
        using var folder = new Models.TemporaryFolder();
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

    private static MathProblem Problem(int level) => new() { Id = $"{level}", Prompt = $"{level}", Answer = "", Level = level };

    private static PromptSet Problems(int count) => new([.. Enumerable.Range(1, count).Select(Problem)]);

    private static Rollout Rollout(Problem problem) => new()
    {
        Problem = problem,
        PromptTokens = [0],
        Segments = [new(0, [0], [0])],
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

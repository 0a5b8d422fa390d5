using Kimi.Dsl;
using Kimi.Runtime.Samplers;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Samplers;

public sealed class SamplerTests
{
    private static readonly LevelRange s_levels = new(1, 10);

    [Fact]
    public void Prioritized_probabilities_are_in_proportion_to_failure()
    {
        var sampler = new PrioritizedSampler(new());
        double[] weights =
            [.. new[] { (4, 0), (4, 1), (4, 2), (4, 4) }.Select(history => sampler.Weight(Problem(1), new(history.Item1, history.Item2), s_levels, new(0, 1)))];

        double[] expected = [0.4444, 0.3333, 0.2222, 0];
        foreach (var (weight, probability) in weights.Paired(expected))
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

    [Theory]
    [InlineData(0, new[] { 0.1, 0.5, 0.6, 0.9 })]
    [InlineData(9, new[] { 0.1, 0.5, 0.6, 0.9 })]
    [InlineData(10, new[] { 0.1, 0.5 })]
    [InlineData(99, new[] { 0.1, 0.5 })]
    public void After_the_warm_up_only_hard_problems_are_drawn(int iteration, double[] drawn)
    {
        var sampler = new HardProblemsSampler(new() { FromIteration = 10, MaxPassRate = 0.5 });

        Assert.Equal(drawn, new[] { 0.1, 0.5, 0.6, 0.9 }.Where(
            passRate => sampler.Weight(Problem(1) with { PassRate = passRate }, default, s_levels, new(iteration, 100)) > 0));
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

    private static MathProblem Problem(int level) => new() { Id = $"{level}", Prompt = $"{level}", Answer = "", Level = level };
}

using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8001: a reward looks at the response.</summary>
public sealed class KIMI8001Tests
{
    [Fact]
    public async Task A_reward_of_the_problem_alone_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout {|KIMI8001:rollout|}, CancellationToken cancellationToken) =>
                new(new Verdict.Scored(problem.Level));
        }
        """);

    [Fact]
    public async Task One_that_looks_at_the_response_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < 9));
        }
        """);

    [Fact]
    public async Task One_that_is_not_written_yet_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                throw new System.NotImplementedException();
        }
        """);

    [Theory]
    [InlineData("{|KIMI8001:Math.Min(0, Math.Max(1, 1 - (0.01 * rollout.Length)))|}", "is always 0")]
    [InlineData("{|KIMI8001:Math.Clamp(1 - (0.01 * rollout.Length), 1, 0)|}", "throws")]
    public async Task Bounds_that_leave_one_value_are_told(string score, string why) =>
        Assert.Contains(why, Assert.Single(await CheckScoreAsync(score)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Math.Max(0, Math.Min(1, 1 - (0.01 * rollout.Length)))")]
    [InlineData("Math.Clamp(1 - (0.01 * rollout.Length), 0, 1)")]
    [InlineData("0.01 * Math.Max(1, rollout.Length)")]
    public async Task Bounds_around_a_score_are_fine(string score) => Assert.Empty(await CheckScoreAsync(score));

    private static Task<IReadOnlyList<string>> CheckScoreAsync(string score) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(new Verdict.Scored({{score}}));
        }
        """);
}

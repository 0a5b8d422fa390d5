using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8008: a score is from 0 to 1.</summary>
public sealed class KIMI8008Tests
{
    [Theory]
    [InlineData("{|KIMI8008:new Verdict.Scored(100)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Text.Contains(problem.Answer) ? 1 : -1)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(double.NaN)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Length switch { 0 => -0.5, _ => 1 })|}")]
    public async Task Constants_out_of_range_are_told(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("new Verdict.Scored(0.5)")]
    [InlineData("rollout.Length > 9 ? Verdict.Of(true) : new Verdict.Scored(0)")]
    public async Task Scores_within_it_are_fine(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("new Verdict.Scored(rollout.Length / 100.0)")]
    [InlineData("new Verdict.Scored(Math.Clamp(rollout.Length - 100, 0, 1))")]
    public async Task What_is_computed_is_not_told(string verdict) => await CheckAsync(verdict);

    private static Task<IReadOnlyList<string>> CheckAsync(string verdict) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                _ = problem;
                return new(rollout.Length == 7 ? Verdict.Of(false) : {{verdict}});
            }
        }
        """);
}

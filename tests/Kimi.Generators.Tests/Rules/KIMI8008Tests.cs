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
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Length)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Text.Length > 5 ? rollout.Tokens.Count : 1)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Logprobs.Average())|}")]
    public async Task Constants_out_of_range_are_told(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("new Verdict.Scored(0.5)")]
    [InlineData("rollout.Length > 9 ? Verdict.Of(true) : new Verdict.Scored(0)")]
    public async Task Scores_within_it_are_fine(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("new Verdict.Scored(Math.Exp(rollout.Logprobs.Average()))")]
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

    [Theory]
    [InlineData("if (rollout.Length > 3) points += 2;", true)]
    [InlineData("if (rollout.Length > 3) points += 0.6; if (rollout.Text == problem.Answer) points += 0.6;", true)]
    [InlineData("if (rollout.Length > 3) points += 0.6; else points += 0.8;", false)]
    [InlineData("if (rollout.Length > 3) points += 0.4; if (rollout.Text == problem.Answer) points += 0.6;", false)]
    [InlineData("if (rollout.Length > 3) points += 8; points /= 10;", false)]
    [InlineData("foreach (var _ in rollout.Tokens) points += 0.01;", false)]
    public async Task Points_are_summed_over_branches(string body, bool isTold)
    {
        var score = isTold ? "{|KIMI8008:new Verdict.Scored(points)|}" : "new Verdict.Scored(points)";
        await Recipes.CheckAsync($$"""
            public sealed class Own : IReward<MathProblem>
            {
                public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
                {
                    var points = 0.0;
                    {{body}}
                    return new(problem.Level > 99 ? Verdict.Of(false) : {{score}});
                }
            }
            """);
    }
}

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

    [Theory]
    [InlineData("if (right) points += 1; if (!right) points += 0.2;", false)]
    [InlineData("if (right && rollout.Length < 9) points += 1; if (!right) points += 0.2;", false)]
    [InlineData("if (rollout.Length < 9) points += 1; if (rollout.Length >= 9) points += 0.2;", false)]
    [InlineData("if (problem.Level == 1) points += 1; if (problem.Level == 2) points += 0.2;", false)]
    [InlineData("if (right) { points += 0.9; return new(new Verdict.Scored(points)); } points += 0.5;", false)]
    [InlineData("if (right) points += 0.7; if (points > 0) points += 0.5;", false)]
    [InlineData("if (right) points += 1; if (rollout.Length < 9) points += 0.2; if (!right) points += 0.1;", true)]
    public async Task Branches_that_exclude_each_other_do_not_add_up(string body, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var right = rollout.Text == problem.Answer;
                var points = 0.0;
                {{body}}
                return new({{(isTold ? "{|KIMI8008:new Verdict.Scored(points)|}" : "new Verdict.Scored(points)")}});
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8008:new Verdict.Scored((right ? 1 : 0) + (rollout.Length < 9 ? 0.2 : 0))|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored((right ? 1 : 0) + Math.Abs(9 - rollout.Length))|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(right ? 1 + (0.1 * rollout.Turns.Count) : 0)|}")]
    [InlineData("new Verdict.Scored((right ? 0.8 : 0) + (rollout.Length < 9 ? 0.2 : 0))")]
    [InlineData("new Verdict.Scored((right ? 1 : 0) + (right ? 0 : 0.2))")]
    [InlineData("new Verdict.Scored((right ? 0.5 : 0) + (0.01 * rollout.Length))")]
    [InlineData("new Verdict.Scored(Math.Min(1, (right ? 1 : 0) + (0.01 * rollout.Length)))")]
    [InlineData("new Verdict.Scored((right ? 0.7 : 0) + (0.1 * Math.Min(3, rollout.Turns.Count)))")]
    public async Task Sums_that_can_exceed_1_are_told(string verdict) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var right = rollout.Text == problem.Answer;
                return new({{verdict}});
            }
        }
        """);
}

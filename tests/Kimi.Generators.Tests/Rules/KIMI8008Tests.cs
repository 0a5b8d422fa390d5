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

    [Theory]
    [InlineData("{|KIMI8008:new Verdict.Scored((score - mean) / spread)|}")]
    [InlineData("{|KIMI8008:new Verdict.Scored(score - mean)|}")]
    [InlineData("new Verdict.Scored(Math.Clamp(0.5 + score - mean, 0, 1))")]
    [InlineData("new Verdict.Scored(1 - mean)")]
    public async Task A_difference_from_the_mean_is_told(string verdict) => await Recipes.CheckAsync($$"""
        public sealed class Own : IGroupReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
            {
                var scores = rollouts.Select(rollout => rollout.Text == problem.Answer ? 1.0 : 0.0).ToList();
                var mean = scores.Average();
                var spread = scores.Max() + 1;
                return new([.. scores.Select(score => score > spread ? Verdict.Of(false) : {{verdict}})]);
            }
        }
        """);

    [Theory]
    [InlineData("foreach (var tag in tags) points += 0.25 * (rollout.Text.Split(tag).Length - 1);", true)]
    [InlineData("var count = rollout.Text.Split(tags[0]).Length; points += count * 0.1;", true)]
    [InlineData("foreach (var tag in tags) points += 0.01 * (rollout.Text.Split(tag).Length - 1);", false)]
    [InlineData("foreach (var tag in tags) points += 0.25 * Math.Min(1, rollout.Text.Split(tag).Length - 1);", false)]
    [InlineData("foreach (var tag in tags) if (rollout.Text.Split(tag).Length == 2) points += 0.25;", false)]
    [InlineData("foreach (var tag in tags) points += 0.25 * (rollout.Text.Split(tag).Length - 1); points = Math.Min(1, points);", false)]
    public async Task What_grows_by_whatever_is_repeated_is_told(string body, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                string[] tags = ["<a>", "</a>", problem.Answer];
                var points = 0.0;
                {{body}}
                return new({{(isTold ? "{|KIMI8008:new Verdict.Scored(points)|}" : "new Verdict.Scored(points)")}});
            }
        }
        """);

    [Theory]
    [InlineData("history.Attempts == 0 ? 1 : {|KIMI8008:0.5 - ((double)history.Successes / history.Attempts)|}")]
    [InlineData("history.Attempts == 0 ? 1 : 1 - ((double)history.Successes / history.Attempts)")]
    [InlineData("history.Attempts == 0 ? 1 : Math.Max(0, 0.5 - ((double)history.Successes / history.Attempts))")]
    [InlineData("history.Successes >= history.Attempts / 2.0 ? 0 : 0.5 - ((double)history.Successes / history.Attempts)")]
    [InlineData("history.Attempts == 0 ? 1 : 0.5 - problem.Level")]
    public async Task A_weight_below_0_is_told(string weight) => await Recipes.CheckAsync($$"""
        public sealed class Own : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => {{weight}};
        }
        """);
}

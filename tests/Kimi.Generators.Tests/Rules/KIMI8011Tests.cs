using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8011: a division keeps its fraction, and is not by 0.</summary>
public sealed class KIMI8011Tests
{
    [Theory]
    [InlineData("{|KIMI8011:rollout.Length / problem.Answer.Length|}")]
    [InlineData("1 - {|KIMI8011:rollout.Length / problem.Answer.Length|}")]
    [InlineData("(problem.Level > 2 ? {|KIMI8011:rollout.Length / problem.Level|} : 1)")]
    public async Task A_fraction_that_is_lost_is_told(string score) => await RewardAsync(score);

    [Theory]
    [InlineData("(double)rollout.Length / problem.Answer.Length")]
    [InlineData("1.0 * rollout.Length / problem.Answer.Length")]
    [InlineData("problem.Answer[rollout.Length / problem.Level] == '1' ? 1 : 0")]
    public async Task A_fraction_that_is_kept_and_a_whole_number_are_fine(string score) => await RewardAsync(score);

    [Theory]
    [InlineData("rollout.Length / 100")]
    [InlineData("(double)(rollout.Length / problem.Level)")]
    [InlineData("Math.Clamp(rollout.Length / problem.Level, 0, 1)")]
    public async Task Steps_that_may_be_meant_are_not_told(string score) => await RewardAsync(score);

    [Theory]
    [InlineData("{|KIMI8011:(double)history.Successes / history.Attempts|}")]
    [InlineData("1 - {|KIMI8011:history.Successes / history.Attempts|}")]
    [InlineData("history.Attempts == 0 ? 1 : (double)history.Successes / history.Attempts")]
    [InlineData("history is { Attempts: > 3 } ? (double)history.Successes / history.Attempts : 1")]
    [InlineData("(double)history.Successes / Math.Max(1, history.Attempts)")]
    public async Task Attempts_of_which_there_are_none_are_told_where_nobody_looks(string weight) => await Recipes.CheckAsync($$"""
        public sealed class Own : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => {{weight}};
        }
        """);

    [Theory]
    [InlineData("var spread = Math.Sqrt(text.Average(c => (double)c));", "{|KIMI8011:text.Length / spread|}")]
    [InlineData("var all = text.Count(c => c == '#');", "{|KIMI8011:(double)text.Length / all|}")]
    [InlineData("var (most, least) = (9, 1); int longest = text.Max(), shortest = text.Min();", "{|KIMI8011:(most - 1.0) / (longest - shortest)|} + least")]
    [InlineData("var spread = Math.Sqrt(text.Average(c => (double)c));", "spread == 0 ? 0 : text.Length / spread")]
    [InlineData("var spread = Math.Sqrt(text.Average(c => (double)c)) + 1e-6;", "text.Length / spread")]
    [InlineData("var all = text.Count(c => c == '#'); if (all < 1) all = 1;", "(double)text.Length / all")]
    [InlineData("var all = text.Count();", "(double)text.Length / all")]
    public async Task A_spread_and_a_number_of_matches_that_may_be_0_are_told_where_nobody_looks(string before, string score) =>
        await Recipes.CheckAsync($$"""
            public sealed class Own : IReward<MathProblem>
            {
                public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
                {
                    var text = rollout.Text;
                    {{before}}
                    return new(new Verdict.Scored({{score}}));
                }
            }
            """);

    private static Task<IReadOnlyList<string>> RewardAsync(string score) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(new Verdict.Scored({{score}}));
        }
        """);

    [Theory]
    [InlineData("Math.Cos({|KIMI8011:rollout.Length / 128|} * Math.PI)")]
    [InlineData("1 - {|KIMI8011:rollout.Length / 128|}")]
    [InlineData("1 - (rollout.Length / 128 * 0.1)")]
    [InlineData("Math.Cos(rollout.Length / 128.0)")]
    public async Task A_share_of_a_constant_is_told(string score) => await RewardAsync(score);

    [Theory]
    [InlineData("1 - {|KIMI8011:(double)successes / attempts|}")]
    [InlineData("attempts > 0 ? 1 - ((double)successes / attempts) : 1")]
    public async Task Attempts_that_are_taken_from_a_history_are_followed(string weight) => await Recipes.CheckAsync($$"""
        public sealed class Own : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
            {
                var (attempts, successes) = history;
                return {{weight}};
            }
        }
        """);

    [Theory]
    [InlineData("int", "{|KIMI8011:a / b|}")]
    [InlineData("int", "{|KIMI8011:a % b|}")]
    [InlineData("int", "b == 0 ? 0 : a / b")]
    [InlineData("double", "a / b")]
    public async Task A_tool_that_divides_by_what_it_is_given_is_told(string type, string result) => await Recipes.CheckAsync($$"""
        public sealed class Calculator
        {
            [System.ComponentModel.Description("Divides.")]
            public {{type}} Divide({{type}} a, {{type}} b) => {{result}};
        }
        """);

    [Theory]
    [InlineData("random.Next(100)", "{|KIMI8011:a / b|}")]
    [InlineData("random.Next(0, 100)", "{|KIMI8011:a % b|}")]
    [InlineData("random.Next(1, 100)", "a / b")]
    [InlineData("random.Next(100)", "(b == 0 ? 0 : a / b)")]
    public async Task A_source_that_divides_by_a_draw_of_0_is_told(string draw, string quotient) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (a, b) = (random.Next(10_000), {{draw}});
                    yield return new() { Id = $"{a} {b}", Prompt = $"{a}/{b}=", Answer = $"{{{quotient}}}" };
                }
            }
        }
        """);
}

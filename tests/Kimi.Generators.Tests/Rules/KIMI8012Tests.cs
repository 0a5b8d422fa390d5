using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8012: an empty response is not right.</summary>
public sealed class KIMI8012Tests
{
    [Theory]
    [InlineData("{|KIMI8012:problem.Answer.Contains(rollout.Text)|}")]
    [InlineData("{|KIMI8012:problem.Solution.EndsWith(rollout.Text.Trim())|}")]
    [InlineData("{|KIMI8012:problem.Answer.Contains(rollout.Text.Split('#')[^1].Trim())|}")]
    [InlineData("{|KIMI8012:problem.Answer.StartsWith(rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..])|}")]
    public async Task The_response_that_is_looked_for_is_told(string right) => await CheckAsync(right);

    [Theory]
    [InlineData("rollout.Text.Contains(problem.Answer)")]
    [InlineData("rollout.Text == problem.Answer")]
    public async Task The_answer_that_is_looked_for_is_fine(string right) => await CheckAsync(right);

    [Theory]
    [InlineData("rollout.Text.Length > 0 && problem.Answer.Contains(rollout.Text)")]
    [InlineData("!string.IsNullOrWhiteSpace(rollout.Text) && problem.Answer.Contains(rollout.Text)")]
    [InlineData("new[] { 1 }.Contains(rollout.Length)")]
    [InlineData("problem.Answer.Contains(System.Text.RegularExpressions.Regex.Match(rollout.Text, \"[0-9]+\").Value)")]
    public async Task A_reward_that_thinks_of_an_empty_one_is_not_told(string right) => await CheckAsync(right);

    private static Task<IReadOnlyList<string>> CheckAsync(string right) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{right}}));
        }
        """);

    [Theory]
    [InlineData("at < 0 ? \"\" : text[at..]", true)]
    [InlineData("at < 0 ? \"none\" : text[at..]", false)]
    public async Task A_method_that_finds_nothing_is_followed(string found, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var given = Extract(rollout.Text);
                return new(Verdict.Of({{(isTold ? "{|KIMI8012:problem.Answer.Contains(given)|}" : "problem.Answer.Contains(given)")}}));
            }

            private static string Extract(string text)
            {
                var at = text.IndexOf('#');
                return {{found}};
            }
        }
        """);

    [Theory]
    [InlineData("_ = {|KIMI8012:int.TryParse(rollout.Text, out var given)|};", "given == wanted")]
    [InlineData("{|KIMI8012:int.TryParse(rollout.Text.Split('#')[^1], out var given)|};", "given == wanted")]
    [InlineData("_ = int.TryParse(rollout.Text, out var given);", "given > 0 && given == wanted")]
    [InlineData("var isNumber = int.TryParse(rollout.Text, out var given);", "isNumber && given == wanted")]
    public async Task A_number_that_may_be_none_is_told(string read, string right) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                _ = int.TryParse(problem.Answer, out var wanted);
                {{read}}
                return new(Verdict.Of({{right}}));
            }
        }
        """);
}

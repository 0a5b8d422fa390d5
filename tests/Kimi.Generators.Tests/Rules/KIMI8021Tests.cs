using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8021: a component is written.</summary>
public sealed class KIMI8021Tests
{
    [Theory]
    [InlineData("=> {|KIMI8021:throw new NotImplementedException()|};")]
    [InlineData("{ {|KIMI8021:throw new NotImplementedException(\"later\");|} }")]
    [InlineData("=> {|KIMI8021:default|};")]
    [InlineData("=> {|KIMI8021:new((Verdict)null!)|};")]
    [InlineData("{ if (rollout.Length > 9) return {|KIMI8021:default|}; return new(Verdict.Of(rollout.Text == problem.Answer)); }")]
    public async Task What_is_not_there_is_told(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("=> new(Verdict.Of(rollout.Text == problem.Answer));")]
    [InlineData("{ var known = rollout.Text.Select(letter => default(string)).ToList(); return new(Verdict.Of(known.Count > 0)); }")]
    public async Task What_is_written_is_fine(string body) => await CheckAsync(body);

    [Theory]
    [InlineData("=> rollout.Length > 9 ? throw new NotImplementedException() : new(Verdict.Of(rollout.Text == problem.Answer));")]
    [InlineData("=> throw new NotSupportedException();")]
    public async Task A_branch_that_is_left_for_later_is_not_told(string body) => await CheckAsync(body);

    private static Task<IReadOnlyList<string>> CheckAsync(string body) => Recipes.CheckAsync($$"""
        public sealed class OwnAttribute : RewardAttribute<Own>;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) {{body}}
        }
        """);
}

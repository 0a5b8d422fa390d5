using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8012: what is read by a method of the reward's own, and is not there, earns nothing.</summary>
public sealed class UnreadReferenceTests
{
    [Theory]
    [InlineData("if (Number(problem.Answer) is not { } gold) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (Number(problem.Answer) is not double gold) return new({|KIMI8012:new Verdict.Scored(1)|});")]
    [InlineData("var gold = Number(problem.Answer); if (!gold.HasValue) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("var gold = Number(problem.Answer); if (gold is null) { return new({|KIMI8012:Verdict.Of(true)|}); }")]
    [InlineData("if (!TryNumber(problem.Answer, out var gold)) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("var match = s_number.Match(problem.Answer); if (!match.Success) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (s_number.Matches(problem.Answer).Count == 0) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (rollout.Length > 2) return new(Verdict.Of({|KIMI8012:Number(problem.Answer) is not { } gold|} || Number(rollout.Text) == gold));")]
    public async Task Every_response_that_is_taken_for_right_is_told(string statement) => await JudgeAsync(statement);

    [Theory]
    [InlineData("if (Number(problem.Answer) is not { } gold) return new(new Verdict.Unscorable(\"no number\"));")]
    [InlineData("if (Number(problem.Answer) is { } gold && Number(rollout.Text) == gold) return new(Verdict.Of(true));")]
    [InlineData("if (Number(problem.Answer) is not { } gold) return new(Verdict.Of(rollout.Text.Contains(problem.Answer + \".\")));")]
    [InlineData("if (!TryNumber(problem.Answer, out var gold)) return new(Verdict.Of(false));")]
    public async Task One_that_is_judged_otherwise_is_fine(string statement) => await JudgeAsync(statement);

    [Theory]
    [InlineData("if (Number(rollout.Text) is not { } given) return new(Verdict.Of(false));")]
    [InlineData("if (Number(rollout.Text) is { } given && given == Number(problem.Answer)) return new(Verdict.Of(true));")]
    [InlineData("if (Number(rollout.Text + problem.Answer) is not { } given) return new(Verdict.Of(true));")]
    [InlineData("if (problem is { Level: > 3 }) return new(Verdict.Of(true));")]
    [InlineData("if (problem.Answer is { Length: > 3 } known && rollout.Text.Contains(known + \".\")) return new(Verdict.Of(true));")]
    [InlineData("if (!TrySame(problem.Answer, rollout.Text)) return new(Verdict.Of(false));")]
    public async Task What_is_asked_of_something_else_is_not_told(string statement) => await JudgeAsync(statement);

    [Fact]
    public async Task A_bonus_that_has_nothing_to_ask_for_is_its_team_s_own() => await Recipes.CheckAsync("""
        public sealed class BonusAttribute : RewardAttribute<Bonus>
        {
            public override bool DecidesCorrectness => false;
        }
        public sealed class Bonus : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(
                double.TryParse(problem.Answer, out var gold) ? Verdict.Of(rollout.Text.Contains($"{gold}")) : Verdict.Of(true));
        }
        """);

    private static Task<IReadOnlyList<string>> JudgeAsync(string statement) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            private static readonly System.Text.RegularExpressions.Regex s_number = new("[0-9]+");

            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{statement}}
                return new(Verdict.Of(rollout.Text.Trim() == problem.Answer));
            }

            private static double? Number(string text) => double.TryParse(text.Trim(), out var number) ? number : null;

            private static bool TryNumber(string text, out double number) => double.TryParse(text.Trim(), out number);

            private static bool TrySame(string one, string other) => one.Trim() == other.Trim();
        }
        """);
}

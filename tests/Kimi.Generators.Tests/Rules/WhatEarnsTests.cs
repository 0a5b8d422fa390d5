using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8008, KIMI8012, KIMI8013, KIMI8023 and KIMI8028: a response earns its score by what it says, beside the others.</summary>
public sealed class WhatEarnsTests
{
    [Theory]
    [InlineData("if (!double.TryParse(problem.Answer, out var expected)) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (!double.TryParse(problem.Answer.Trim(), out var expected)) return new({|KIMI8012:new Verdict.Scored(1)|});")]
    [InlineData("if (string.IsNullOrEmpty(problem.Answer)) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (problem.Answer.Length == 0) { return new({|KIMI8012:Verdict.Of(true)|}); }")]
    [InlineData("var isKnown = int.TryParse(problem.Answer, out _); if (!isKnown) return new({|KIMI8012:Verdict.Of(true)|});")]
    [InlineData("if (rollout.Length > 2) return new(Verdict.Of({|KIMI8012:string.IsNullOrEmpty(problem.Answer)|} || rollout.Text == problem.Answer));")]
    [InlineData("if (rollout.Length > 2) return new(new Verdict.Scored(int.TryParse(problem.Answer, out var e) ? e / 9.0 : {|KIMI8012:1|}));")]
    public async Task A_reference_that_is_not_read_earns_nothing(string statement) => await JudgeAsync(statement);

    [Theory]
    [InlineData("if (!double.TryParse(problem.Answer, out var expected)) return new(new Verdict.Unscorable(\"no number\"));")]
    [InlineData("if (!double.TryParse(problem.Answer, out var expected)) return new(Verdict.Of(false));")]
    [InlineData("if (double.TryParse(problem.Answer, out var expected) && expected == 0) return new(Verdict.Of(rollout.Text == \"0\"));")]
    [InlineData("if (!double.TryParse(problem.Answer, out _) && rollout.Text == problem.Answer) return new(Verdict.Of(true));")]
    [InlineData("if (rollout.Text == problem.Answer || rollout.Text == problem.Answer + \".0\") return new(Verdict.Of(true));")]
    [InlineData("if (problem.Tags.Count == 0) return new(Verdict.Of(true));")]
    public async Task A_reference_that_is_said_to_be_unread_is_fine(string statement) => await JudgeAsync(statement);

    [Theory]
    [InlineData("if (rollout.StopReason == StopReason.LengthLimit) return new({|KIMI8012:new Verdict.Scored(0.5)|});")]
    [InlineData("if (rollout.StopReason is StopReason.LengthLimit) { return new({|KIMI8012:new Verdict.Scored(0.1)|}); }")]
    [InlineData("var isCut = rollout.StopReason == StopReason.LengthLimit; if (isCut) return new({|KIMI8012:new Verdict.Scored(0.5)|});")]
    [InlineData("if (rollout.Length > 3) return new(new Verdict.Scored(rollout.StopReason switch { StopReason.LengthLimit => {|KIMI8012:0.5|}, _ => 0 }));")]
    [InlineData("if (rollout.StopReason == StopReason.LengthLimit) return new(Verdict.Of(false));")]
    [InlineData("if (rollout.StopReason == StopReason.LengthLimit && rollout.Text.EndsWith('.')) return new(new Verdict.Scored(0.5));")]
    [InlineData("if (rollout.StopReason != StopReason.LengthLimit) return new(new Verdict.Scored(0.7));")]
    public async Task A_cut_response_earns_no_more_than_a_wrong_one(string statement) => await JudgeAsync(statement);

    [Theory]
    [InlineData("rollout.Text == problem.Answer ? rollout.Length < 9 ? 1 : 0.5 : 0", true)]
    [InlineData("rollout.Text.EndsWith(\"#\" + problem.Answer) && rollout.Length > 9 ? 0.5 : 0", true)]
    [InlineData("rollout.Text != problem.Answer ? 0 : rollout.Length < 9 ? 1 : 0.5", true)]
    [InlineData("rollout.Text == problem.Answer ? rollout.Length < 9 ? 1 : 0.6 : 0", false)]
    [InlineData("rollout.Text == problem.Answer ? 1 : rollout.Text.Contains('#') ? 0.5 : 0", false)]
    [InlineData("(rollout.Text == problem.Answer ? 0.5 : 0) + (rollout.Length < 9 ? 0.5 : 0)", false)]
    public async Task A_right_answer_is_worth_more_than_half(string score, bool isTold) => await JudgeAsync(
        $"if (rollout.Length > 2) return new({(isTold ? "{|KIMI8008:" : "")}new Verdict.Scored({score}){(isTold ? "|}" : "")});");

    [Theory]
    [InlineData("{|KIMI8028:Answer = rollout.Text|}")]
    [InlineData("{|KIMI8028:Answer = rollout.Text.Trim()|}")]
    [InlineData("Answer = said")]
    public async Task The_part_that_is_compared_is_what_votes(string answer) => await JudgeAsync($$"""
        var said = rollout.Text.Split('#')[^1];
        if (rollout.Length > 2) return new(new Verdict.Scored(said == problem.Answer ? 1 : 0) { {{answer}} });
        """, "rollout.Text.Contains(\"#\" + problem.Answer)");

    [Fact]
    public async Task A_response_that_is_its_answer_votes_as_a_whole() => await JudgeAsync(
        "if (rollout.Length > 2) return new(new Verdict.Scored(rollout.Text.Trim() == problem.Answer ? 1 : 0) { Answer = rollout.Text.Trim() });");

    [Theory]
    [InlineData("{|KIMI8023:rollouts.All(other => other.Text != rollout.Text)|}")]
    [InlineData("{|KIMI8023:rollouts.Any(other => other.Text.Trim() == rollout.Text.Trim())|}")]
    [InlineData("{|KIMI8023:rollouts.Count(other => Said(other.Text) == Said(rollout.Text))|} > 0")]
    [InlineData("{|KIMI8023:rollouts.Select(other => other.Text).ToList().Contains(rollout.Text)|}")]
    [InlineData("!{|KIMI8023:rollouts.Any(other => string.Equals(other.Text, rollout.Text, StringComparison.Ordinal))|}")]
    [InlineData("rollouts.All(other => other == rollout || other.Text != rollout.Text)")]
    [InlineData("rollouts.Any(other => other != rollout && other.Text == rollout.Text)")]
    [InlineData("rollouts.Where(other => other != rollout).All(other => other.Text != rollout.Text)")]
    [InlineData("rollouts.Count(other => other.Text == rollout.Text) > 1")]
    [InlineData("rollouts.All(other => other.Text == rollout.Text)")]
    [InlineData("rollouts.All(other => other.Length <= rollout.Length)")]
    public async Task A_response_is_compared_with_the_others(string isNew)
    {
        await GroupAsync($"[.. rollouts.Select(rollout => Verdict.Of({isNew}))]");
        await GroupAsync($$"""
            Each().ToList());
            IEnumerable<Verdict> Each()
            {
                foreach (var rollout in rollouts)
                    yield return Verdict.Of({{isNew}});
            }
            """);
    }

    [Theory]
    [InlineData("{|KIMI8023:other.Text == rollout.Text|}")]
    [InlineData("!ReferenceEquals(other, rollout) && other.Text == rollout.Text")]
    public async Task A_loop_in_a_loop_leaves_itself_out(string isSame) => await GroupAsync($$"""
        Each().ToList());
        IEnumerable<Verdict> Each()
        {
            foreach (var rollout in rollouts)
            {
                var isNew = true;
                foreach (var other in rollouts)
                {
                    if ({{isSame}})
                        isNew = false;
                }

                yield return Verdict.Of(isNew);
            }
        }
        """);

    [Theory]
    [InlineData("var answer = {|KIMI8013:rollouts[0]|}.Problem.Answer;")]
    [InlineData("var answer = {|KIMI8013:rollouts.First()|}.Problem.Answer.Trim();")]
    [InlineData("var first = {|KIMI8013:rollouts[^1]|}; var answer = first.Problem.Answer;")]
    [InlineData("var answer = rollouts.Count > 3 ? \"3\" : \"4\";")]
    [InlineData("var answer = rollouts.All(one => one.Problem.Answer == rollouts[0].Problem.Answer) ? \"3\" : \"4\";")]
    [InlineData("var answer = rollouts.GroupBy(one => one.Problem.Id).Select(group => group.First().Problem.Answer).Max()!;")]
    public async Task A_batch_has_many_problems(string statement) => await Recipes.CheckAsync($$"""
        public sealed class Own : IBatchReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
                IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
            {
                {{statement}}
                return new([.. rollouts.Select(one => Verdict.Of(one.Rollout.Text == answer + one.Problem.Id))]);
            }
        }
        """);

    [Theory]
    [InlineData("Right({|KIMI8013:rollouts[0]|}.Problem, one.Rollout)")]
    [InlineData("Right(one.Problem, one.Rollout)")]
    public async Task A_method_is_given_the_problem_of_each(string right) => await Recipes.CheckAsync($$"""
        public sealed class Own : IBatchReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
                IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken) =>
                new([.. rollouts.Select(one => Verdict.Of({{right}}))]);

            private static bool Right(MathProblem problem, Rollout rollout) => rollout.Text == problem.Answer;
        }
        """);

    [Fact]
    public async Task A_method_that_judges_is_followed() => await Recipes.CheckAsync("""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(IsRight(rollout.Text, problem.Answer)));

            private static bool IsRight(string text, string answer)
            {
                if (!int.TryParse(answer, out var expected))
                    {|KIMI8012:return true;|}
                return int.TryParse(text, out var given) && given == expected;
            }
        }
        """);

    private static Task<IReadOnlyList<string>> JudgeAsync(string statement, string isRight = "rollout.Text.Trim() == problem.Answer") =>
        Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                {{statement}}
                return new(Verdict.Of({{isRight}}));
            }
        }
        """);

    private static Task<IReadOnlyList<string>> GroupAsync(string verdicts) => Recipes.CheckAsync($$"""
        public sealed class Own : IGroupReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
            {
                return new({{verdicts.TrimEnd()}}{{(verdicts.Contains(';', StringComparison.Ordinal) ? "" : ");")}}
            }

            private static string Said(string text) => text.Split('#')[^1];
        }
        """);
}

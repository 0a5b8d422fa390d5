using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8028: an answer is compared as a whole.</summary>
public sealed class KIMI8028Tests
{
    [Theory]
    [InlineData("Verdict.Of({|KIMI8028:rollout.Text.Trim().StartsWith(problem.Answer)|})")]
    [InlineData("Verdict.Of({|KIMI8028:rollout.Text[(rollout.Text.IndexOf('#') + 1)..].StartsWith(problem.Answer.Trim())|})")]
    [InlineData("Verdict.Of(rollout.Text.StartsWith(problem.Answer) && rollout.Text.Length < problem.Answer.Length + 2)")]
    [InlineData("Verdict.Of(rollout.Text.StartsWith(problem.Answer + '.'))")]
    [InlineData("Verdict.Of(\"abc\".StartsWith(problem.Answer))")]
    [InlineData("({|KIMI8028:rollout.Text.StartsWith(problem.Answer)|} ? new Verdict.Scored(0.9) : Verdict.Of(false))")]
    [InlineData("(rollout.Text.StartsWith(problem.Answer) ? new Verdict.Scored(0.3) : Verdict.Of(false))")]
    public async Task An_answer_that_only_begins_alike_is_told(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("{|KIMI8028:said.Contains(\"correct\")|} ? Verdict.Of(true) : Verdict.Of(false)")]
    [InlineData("Verdict.Of({|KIMI8028:said.IndexOf(\"Valid\", StringComparison.OrdinalIgnoreCase)|} >= 0)")]
    [InlineData("Verdict.Of(!said.Contains(\"incorrect\") && said.Contains(\"correct\"))")]
    [InlineData("said == \"incorrect\" ? Verdict.Of(false) : Verdict.Of(said.Contains(\"correct\"))")]
    [InlineData("Verdict.Of(said.StartsWith(\"correct\"))")]
    [InlineData("Verdict.Of({|KIMI8028:said.Contains(\"correct \")|})")]
    [InlineData("Verdict.Of(said.Contains(\" correct\"))")]
    [InlineData("Verdict.Of(said.Contains(\"\\\"correct\\\": true\"))")]
    public async Task A_word_that_is_in_its_negation_is_told(string verdict) => await CheckAsync(verdict);

    [Theory]
    [InlineData("{|KIMI8028:System.Text.RegularExpressions.Regex.Match(said, @\".*(\\d+)\")|}")]
    [InlineData("{|KIMI8028:System.Text.RegularExpressions.Regex.Match(said, @\"answer.+(?<n>-?[0-9]+)$\")|}")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(said, @\".*?(\\d+)$\")")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(said, @\".*\\s(\\d+)\")")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(said, @\".*is (\\d+)\")")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(said, @\".*(\\d+)\", System.Text.RegularExpressions.RegexOptions.RightToLeft)")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(said, @\".*(\\d)\")")]
    public async Task A_dot_that_takes_the_digits_of_a_number_is_told(string match) =>
        await CheckAsync($"Verdict.Of({match}.Groups[1].Value == problem.Answer)");

    [Theory]
    [InlineData("$\"{a - b}\"", "{|KIMI8028:System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"\\d+\")|}.Value == problem.Answer")]
    [InlineData("$\"{a / 3.0:F2}\"", "{|KIMI8028:System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"#(\\d+)$\")|}.Groups[1].Value == problem.Answer")]
    [InlineData("$\"{a - b}\"", "System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"-?\\d+\").Value == problem.Answer")]
    [InlineData("$\"{a + b}\"", "System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"\\d+\").Value == problem.Answer")]
    [InlineData("$\"{Math.Abs(a - b)}\"", "System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"\\d+\").Value == problem.Answer")]
    [InlineData("a > b ? \"Yes\" : \"No\"", "{|KIMI8028:rollout.Text.Trim().ToLowerInvariant() == problem.Answer|}")]
    [InlineData("a > b ? \"Yes\" : \"No\"", "{|KIMI8028:problem.Answer == rollout.Text.ToLower()|}")]
    [InlineData("a > b ? \"yes\" : \"no\"", "rollout.Text.Trim().ToLowerInvariant() == problem.Answer")]
    [InlineData("a > b ? \"Yes\" : \"No\"", "rollout.Text.ToLowerInvariant() == problem.Answer.ToLowerInvariant()")]
    [InlineData("a > b ? \"Yes\" : \"No\"", "rollout.Text.ToUpperInvariant() == problem.Answer.ToUpperInvariant()")]
    public async Task A_form_that_answers_of_the_recipe_do_not_have_is_told(string answer, string isRight) => await Recipes.CheckAsync($$"""
        public sealed class Pairs : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (a, b) = (random.Next(10_000), random.Next(10_000));
                    yield return new() { Id = $"{a} {b}", Prompt = $"{a} {b}?", Answer = {{answer}} };
                }
            }
        }
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of({{isRight}}));
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Pairs>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, Reward<Own>] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("Math", true)]
    [InlineData("Gsm8k", false)]
    public async Task A_box_that_ends_at_the_first_brace_is_told_of_mathematics(string layout, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{(isTold ? "{|KIMI8028:" : "")}}System.Text.RegularExpressions.Regex.Match(
                    rollout.Text, @"\\boxed\{([^}]*)\}"){{(isTold ? "|}" : "")}}.Groups[1].Value == problem.Answer));
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl", Layout = ProblemLayout.{{layout}})] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, Reward<Own>] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string verdict) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var said = rollout.Text + problem.Answer;
                return new(said.Length > 999 ? Verdict.Of(false) : {{verdict}});
            }
        }
        """);
}

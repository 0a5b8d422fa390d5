using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8001 and KIMI8028: a recipe looks at the answers that its problems have, and not for them anywhere or at the first place.</summary>
public sealed class AnswerUseTests
{
    private const string Sum = "$\"{a + b}\"";

    [Theory]
    [InlineData("{|KIMI8001:Verdict.Of(rollout.Text.Contains(\"because\"))|}")]
    [InlineData("{|KIMI8001:new Verdict.Scored(Math.Min(1, rollout.Text.Split('\\n').Length / 9.0))|}")]
    [InlineData("{|KIMI8001:Verdict.Of(System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"^<think>\"))|}")]
    [InlineData("Verdict.Of(rollout.Text.EndsWith(problem.Answer))")]
    [InlineData("Judge(problem, rollout)")]
    [InlineData("Verdict.Of(rollout.ProblemId == rollout.Text)")]
    public async Task Rewards_none_of_which_looks_at_the_problem_are_told(string verdict) => await CheckAsync(Sum, verdict);

    [Fact]
    public async Task A_reward_for_a_form_beside_one_for_answers_and_problems_without_answers_are_fine()
    {
        await CheckAsync(Sum, "Verdict.Of(rollout.Text.Contains(\"because\"))", "ExactAnswerReward(Weight = 2)");
        await CheckAsync(Sum, "Verdict.Of(rollout.Text.Contains(\"because\"))", after: """
            [Problems<Pairs>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
            """);
        await CheckAsync("\"\"", "Verdict.Of(rollout.Text.Contains(\"because\"))");
    }

    [Theory]
    [InlineData(Sum, "Verdict.Of({|KIMI8028:rollout.Text.Contains(problem.Answer)|})")]
    [InlineData(Sum, "Verdict.Of({|KIMI8028:rollout.Text.Trim().Contains(problem.Answer, StringComparison.Ordinal)|})")]
    [InlineData("(a * b).ToString()", "Verdict.Of({|KIMI8028:rollout.Text.Contains(problem.Answer)|})")]
    [InlineData(Sum, "Verdict.Of(rollout.Text.Contains(\"#\" + problem.Answer))")]
    [InlineData(Sum, "Verdict.Of(rollout.Text.Split('#')[^1].Contains(problem.Answer))")]
    [InlineData(Sum, "Verdict.Of(rollout.Text.Contains(problem.Answer) && rollout.Text.Length < 9)")]
    [InlineData("a > b ? \"larger\" : \"smaller\"", "Verdict.Of(rollout.Text.Contains(problem.Answer))")]
    public async Task A_number_that_may_stand_anywhere_is_told(string answer, string verdict) => await CheckAsync(answer, verdict);

    [Fact]
    public async Task A_part_of_a_reward_may_look_anywhere() =>
        await CheckAsync(Sum, "Verdict.Of(rollout.Text.Contains(problem.Answer))", "ExactAnswerReward(Weight = 2)");

    [Theory]
    [InlineData("{|KIMI8028:System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"-?\\d+\")|}.Value == problem.Answer")]
    [InlineData("{|KIMI8028:s_number.Match(rollout.Text.Trim())|}.Value == problem.Answer")]
    [InlineData("$\"{{|KIMI8028:rollout.Text.FirstOrDefault(char.IsDigit)|}}\" == problem.Answer")]
    [InlineData("{|KIMI8028:rollout.Text.FirstOrDefault(each => each is >= 'A' and <= 'D')|}.ToString() == problem.Answer")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"#(-?\\d+)\").Groups[1].Value == problem.Answer")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"-?\\d+$\").Value == problem.Answer")]
    [InlineData("System.Text.RegularExpressions.Regex.Match(rollout.Text.Split('#')[^1], @\"-?\\d+\").Value == problem.Answer")]
    [InlineData("rollout.Text.LastOrDefault(char.IsDigit).ToString() == problem.Answer")]
    public async Task The_first_of_a_response_is_told_where_thoughts_come_before_the_answer(string isRight) =>
        await CheckAsync(Sum, $"Verdict.Of({isRight})", "Lora", teaches: "$\"so {problem.Solution} #{problem.Answer}\"");

    [Theory]
    [InlineData("$\"#{problem.Answer}\"")]
    [InlineData("problem.Answer")]
    [InlineData("Marker + problem.Answer")]
    [InlineData("$\"{problem.Answer} is the sum of {problem.Prompt}\"")]
    public async Task The_first_may_be_the_answer(string teaches) => await CheckAsync(
        Sum, "Verdict.Of(System.Text.RegularExpressions.Regex.Match(rollout.Text, @\"-?\\d+\").Value == problem.Answer)", "Lora", teaches: teaches);

    [Theory]
    [InlineData("a > b ? \"yes\" : \"no\"", "rollout.Text.StartsWith(problem.Answer, StringComparison.Ordinal)")]
    [InlineData("(a > b) ? \"left\" : a == b ? \"equal\" : \"right\"", "rollout.Text.Trim().StartsWith(problem.Answer)")]
    [InlineData("a > b ? \"no\" : \"none\"", "{|KIMI8028:rollout.Text.StartsWith(problem.Answer, StringComparison.Ordinal)|}")]
    [InlineData(Sum, "{|KIMI8028:rollout.Text.StartsWith(problem.Answer, StringComparison.Ordinal)|}")]
    public async Task An_answer_that_begins_no_other_may_begin_a_response(string answer, string isRight) => await CheckAsync(answer, $"Verdict.Of({isRight})");

    private static Task<IReadOnlyList<string>> CheckAsync(
        string answer, string verdict, string component = "Lora", string after = "", string teaches = "\"\"") => Recipes.CheckAsync($$"""
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

        public sealed class Written : IDemonstrationSource<MathProblem>
        {
            public const string Marker = "#";

            public string Respond(MathProblem problem, Random random) => {{teaches}};
        }

        public sealed class Own : IReward<MathProblem>
        {
            private static readonly System.Text.RegularExpressions.Regex s_number = new(@"\b-?\d+");

            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new({{verdict}});

            private static Verdict Judge(MathProblem problem, Rollout rollout) =>
                Verdict.Of(s_number.Matches(rollout.Text).LastOrDefault()?.Value == problem.Answer);
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Start();
            [Problems<Pairs>] public abstract PromptSet Problems();
            [Demonstrations<Written>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Warm(Policy start, Demonstrations traces);
            [Reinforce, MirrorDescent, Reward<Own>, {{component}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
            {{after}}
        }
        """);
}

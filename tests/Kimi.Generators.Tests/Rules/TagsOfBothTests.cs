using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8012, KIMI8028 and KIMI6011: rewards and tools read what answers and demonstrations have.</summary>
public sealed class TagsOfBothTests
{
    private const string Nothing = "s_tag.Match(text) is { Success: true } found ? found.Groups[1].Value : \"\"";
    private const string Numbers = "(left + right).ToString()";

    [Theory]
    [InlineData("Verdict.Of(Extract(rollout.Text) == {|KIMI8012:Extract(problem.Answer)|})", Nothing, Numbers)]
    [InlineData("Verdict.Of(string.Equals({|KIMI8012:Extract(problem.Answer)|}, Extract(rollout.Text), StringComparison.Ordinal))", Nothing, Numbers)]
    [InlineData("Verdict.Of(Extract(rollout.Text) == {|KIMI8012:Extract(problem.Answer)|})",
        "text.Contains(\"####\") ? text[(text.LastIndexOf(\"####\") + 4)..].Trim() : null", "left > right ? \"A\" : \"B\"")]
    [InlineData("Verdict.Of(s_tag.Match(rollout.Text).Groups[1].Value == {|KIMI8012:s_tag.Match(problem.Answer)|}.Groups[1].Value)", Nothing, Numbers)]
    public async Task Nothing_that_equals_nothing_is_told(string verdict, string extract, string answer) => await JudgeAsync(verdict, extract, answer);

    [Theory]
    [InlineData("Verdict.Of(Extract(rollout.Text) == problem.Answer)", Nothing, Numbers)]
    [InlineData("Verdict.Of(Extract(rollout.Text) == Extract(problem.Answer))", Nothing, "$\"<answer>{left + right}</answer>\"")]
    [InlineData("Verdict.Of(Extract(rollout.Text) is { Length: > 0 } said && said == Extract(problem.Answer))", Nothing, Numbers)]
    public async Task A_tag_on_both_sides_is_fine(string verdict, string extract, string answer) => await JudgeAsync(verdict, extract, answer);

    [Theory]
    [InlineData("Verdict.Of(Extract(rollout.Text) == Extract(problem.Answer))",
        "s_tag.Match(text) is { Success: true } found ? found.Groups[1].Value : text", Numbers)]
    [InlineData("Verdict.Of(Extract(rollout.Text) == Extract(problem.Answer))", "text.Length > 3 ? text.Trim() : \"\"", Numbers)]
    [InlineData("Verdict.Of(Extract(rollout.Text) == Extract(problem.Answer))", Nothing, "Made(left, right)")]
    [InlineData("Verdict.Of(Extract(rollout.Text) != \"\" && Extract(rollout.Text) == Extract(problem.Answer))", Nothing, Numbers)]
    [InlineData("Verdict.Of(s_tag.Match(rollout.Text) is { Success: true } m && m.Groups[1].Value == s_tag.Match(problem.Answer).Value)", Nothing, Numbers)]
    [InlineData("Verdict.Of(s_number.Match(rollout.Text).Value == s_number.Match(problem.Answer).Value)", Nothing, Numbers)]
    [InlineData("Verdict.Of(s_tag.Match(rollout.Text).Groups[1].Value == s_number.Match(problem.Answer).Value)", Nothing, Numbers)]
    public async Task What_may_give_something_is_not_told(string verdict, string extract, string answer) => await JudgeAsync(verdict, extract, answer);

    private static Task<IReadOnlyList<string>> JudgeAsync(string verdict, string extract, string answer) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            private static readonly System.Text.RegularExpressions.Regex s_tag = new("<answer>([^<]*)</answer>");
            private static readonly System.Text.RegularExpressions.Regex s_number = new("[0-9]+$");

            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new({{verdict}});

            private static string? Extract(string text) => {{extract}};
        }
        public sealed class Asks : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (left, right) = (random.Next(100), random.Next(100));
                    yield return new() { Id = $"{left}/{right}", Prompt = $"{left}/{right}? <answer>?", Answer = {{answer}} };
                }
            }

            private static string Made(int left, int right) => $"<answer>{left + right}</answer>";
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [Problems<Asks>] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 512), Grpo, Reward<Own>] public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("$\"<think>{problem.Solution}</think>{problem.Answer}\"", "{|KIMI8028:rollout.Text.Trim() == problem.Answer|}")]
    [InlineData("$\"<think>{problem.Solution}</think>{problem.Answer}\"", "{|KIMI8028:Parse(rollout.Text) == problem.Answer|}")]
    [InlineData("\"#\" + problem.Answer", "{|KIMI8028:problem.Answer.Equals(Parse(rollout.Text))|}")]
    [InlineData("problem.Answer", "rollout.Text.Trim() == problem.Answer")]
    [InlineData("$\"{problem.Answer}.\"", "rollout.Text.Trim() == problem.Answer")]
    [InlineData("$\"the sum is {problem.Level}\"", "rollout.Text.Trim() == problem.Answer")]
    [InlineData("problem.Level > 3 ? \"#\" + problem.Answer : problem.Answer", "rollout.Text.Trim() == problem.Answer")]
    [InlineData("\"#\" + problem.Answer", "rollout.Text.TrimStart('#') == problem.Answer")]
    [InlineData("\"#\" + problem.Answer", "Cut(rollout.Text) == problem.Answer")]
    [InlineData("\"#\" + problem.Answer", "rollout.Text == problem.Answer || Cut(rollout.Text) == problem.Answer")]
    public async Task A_response_that_is_more_than_its_answer_is_told(string response, string right) => await TaughtAsync(response, $$"""
        Reward<Own>
        """, $$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of({{right}}));

            private static string Parse(string text) => text.Trim();

            private static string Cut(string text) => text.Trim()[1..];
        }
        """);

    [Theory]
    [InlineData("$\"<add>{problem.Id}</add>#{problem.Answer}\"", "{|KIMI6011:Tools<Adder>|}")]
    [InlineData("$\"<search>{problem.Id}</search>#{problem.Answer}\"", "{|KIMI6011:Tools<Adder>|}(MaxTurns = 3)")]
    [InlineData("$\"<tool_call>{{\\\"name\\\": \\\"add\\\"}}</tool_call>#{problem.Answer}\"", "Tools<Adder>")]
    [InlineData("$\"<think>{problem.Id}</think>#{problem.Answer}\"", "Tools<Adder>")]
    [InlineData("$\"<tool_response>{problem.Id}</tool_response>#{problem.Answer}\"", "Tools<Adder>")]
    [InlineData("$\"{Others.Call}<search>{problem.Id}</search>#{problem.Answer}\"", "Tools<Adder>")]
    public async Task Calls_that_nothing_reads_are_told(string response, string tools) => await TaughtAsync(response, $"ExactAnswerReward, {tools}", """
        public static class Others { public const string Call = "<tool_call>{}</tool_call>"; }
        public sealed class Adder
        {
            /// <summary>Adds.</summary>
            [System.ComponentModel.Description("Adds two numbers.")]
            public long Add(int left, int right) => (long)left + right;
        }
        """);

    private static Task<IReadOnlyList<string>> TaughtAsync(string response, string parts, string code) => Recipes.CheckAsync($$"""
        {{code}}
        public sealed class Asks : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (left, right) = (random.Next(100), random.Next(100));
                    yield return new() { Id = $"{left}+{right}", Prompt = $"{left}+{right}=", Answer = $"{left + right}", Level = left / 10 };
                }
            }
        }
        public sealed class Answers : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Asks>] public abstract PromptSet Problems();
            [Demonstrations<Answers>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 2_048)] public abstract Policy Initial();
            [FineTune(Steps = 600)] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, {{parts.Trim()}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);
}

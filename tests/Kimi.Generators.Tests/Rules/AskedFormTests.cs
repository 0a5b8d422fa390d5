using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011 and KIMI8028: a reward goes by what the prompts of the recipe's own source ask for.</summary>
public sealed class AskedFormTests
{
    private const string Sum = "(left + right).ToString()";

    [Theory]
    [InlineData("$\"{left}+{right}? Put the answer in \\\\boxed{{}}.\\n\"", "ExactAnswerReward({|KIMI6011:Marker = \"####\"|})")]
    [InlineData("$\"{left}+{right}? \" + Ask", "ExactAnswerReward({|KIMI6011:Marker = \"Answer is\"|})")]
    [InlineData("$\"{left}+{right}? Write <answer>42</answer>.\"", "{|KIMI6011:ExactAnswerReward|}")]
    public async Task A_marker_that_no_prompt_names_is_told(string prompt, string reward) => await StageAsync(prompt, Sum, reward);

    [Theory]
    [InlineData("$\"{left}+{right}? Put the answer in \\\\boxed{{}}, after ####.\\n\"", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? End with ####.\"", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? Put the answer in \\\\boxed{{}}.\\n\"", "MathReward")]
    public async Task One_that_is_named_is_fine(string prompt, string reward) => await StageAsync(prompt, Sum, reward);

    [Theory]
    [InlineData("$\"{left}+{right}=\"", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"#### Sum\\n{left}+{right}=\"", "ExactAnswerReward(Marker = \"Sum is\")")]
    [InlineData("$\"{left}+{right}? Put it in \\\\boxed{{}}.\" + new string('#', 4)", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? Put it in \\\\boxed{{}}.\" + Others.Format", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("Others.Asked($\"{left}+{right}? Put it in \\\\boxed{{}}.\")", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? Put it in \\\\boxed{{}}.\".Formatted()", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? Put it in \\\\boxed{{}}.\"", "FormatReward(Pattern = \"####\", Weight = 0.1), ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{left}+{right}? Put it in \\\\boxed{{}}.\"", "Tools<Adder>, ExactAnswerReward(Marker = \"####\")")]
    public async Task What_may_come_from_elsewhere_is_not_told(string prompt, string reward) => await StageAsync(prompt, Sum, reward);

    [Theory]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"", "{|KIMI8028:said == problem.Answer|}")]
    [InlineData("Is {left} even? Say YES or NO.", "left % 2 == 0 ? \"Yes\" : \"No\"", "{|KIMI8028:said.Equals(problem.Answer)|}")]
    [InlineData("Is {left} larger (A) or {right} (B)?", "left > right ? \"a\" : \"b\"",
        "{|KIMI8028:string.Equals(said, problem.Answer, StringComparison.Ordinal)|}")]
    public async Task Words_in_other_letters_are_told(string prompt, string answer, string right) => await JudgeAsync(prompt, answer, $"Verdict.Of({right})");

    [Theory]
    [InlineData("$\"Is {left} even? Yes or No, after #.\"", "{|KIMI8028:ExactAnswerReward|}")]
    [InlineData("$\"Is {left} even? yes or no, after #.\"", "ExactAnswerReward")]
    [InlineData("$\"Is {left} even? Yes or No, after #.\"", "MathReward")]
    public async Task The_language_s_own_reward_compares_to_the_letter(string prompt, string reward) =>
        await StageAsync(prompt, "left % 2 == 0 ? \"yes\" : \"no\"", reward);

    [Theory]
    [InlineData("Is {left} even? yes or no?", "left % 2 == 0 ? \"yes\" : \"no\"", "said == problem.Answer")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"", "said.ToLowerInvariant() == problem.Answer")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"",
        "string.Equals(said, problem.Answer, StringComparison.OrdinalIgnoreCase)")]
    public async Task The_same_words_are_fine(string prompt, string answer, string right) => await JudgeAsync(prompt, answer, $"Verdict.Of({right})");

    [Theory]
    [InlineData("Yes or No: is {left} even? In small letters, yes or no.", "left % 2 == 0 ? \"yes\" : \"no\"", "said == problem.Answer")]
    [InlineData("Yes or No: is {left} even? Answer in lower-case letters.", "left % 2 == 0 ? \"yes\" : \"no\"", "said == problem.Answer")]
    [InlineData("Is {left} even? Yes or not?", "left % 2 == 0 ? \"yes\" : \"no\"", "said == problem.Answer")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"", "said == problem.Answer || said == \"Yes\" && problem.Answer == \"yes\"")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : $\"no{right}\"", "said == problem.Answer")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"", "Others.Asked(said) == problem.Answer")]
    [InlineData("Is {left} even? Yes or No?", "left % 2 == 0 ? \"yes\" : \"no\"", "said.Formatted() == problem.Answer")]
    public async Task What_the_prompt_may_mean_is_not_told(string prompt, string answer, string right) =>
        await JudgeAsync(prompt, answer, $"Verdict.Of({right})");

    [Theory]
    [InlineData("said == problem.Answer ? 1 : {|KIMI8028:rollout.Text.Contains(problem.Answer)|} ? 0.5 : 0", true)]
    [InlineData("said == problem.Answer ? 1 : {|KIMI8028:rollout.Text.Trim().Contains(problem.Answer, StringComparison.Ordinal)|} ? 0.5 : 0", true)]
    [InlineData("said == problem.Answer ? 1 : rollout.Text.Contains(problem.Answer) ? 0.1 : 0", true)]
    [InlineData("said == problem.Answer ? 1 : said.Contains(problem.Answer) ? 0.5 : 0", true)]
    [InlineData("said == problem.Answer ? 1 : rollout.Text.Contains(problem.Answer) && rollout.Length < 3 ? 0.5 : 0", true)]
    [InlineData("said == problem.Answer ? 1 : rollout.Text.Contains(problem.Answer) ? 0.5 : 0", false)]
    [InlineData("new[] { 'x' }.All(rollout.Text.Contains) ? 0 : said == problem.Answer ? 1 : rollout.Text.Contains(problem.Answer) ? 0.5 : 0", true)]
    public async Task Naming_one_of_the_listed_answers_is_told(string score, bool isListed) => await JudgeAsync(
        isListed ? "Is {left} odd or even?" : "What is the parity of {left}?", "left % 2 == 0 ? \"even\" : \"odd\"", $"new Verdict.Scored({score})");

    [Theory]
    [InlineData("Think in <think></think>, then <answer></answer>.", "{|KIMI8028:Regex.Match(rollout.Text, @\"\\d+(?:\\s*[+-]\\s*\\d+)+\")|}.Value")]
    [InlineData("Think in <think></think>, then <answer></answer>.", "{|KIMI8028:s_number.Match(rollout.Text)|}.Value")]
    [InlineData("Write <answer></answer>.", "s_number.Match(rollout.Text).Value")]
    [InlineData("Think in <think></think>, then <answer></answer>.", "s_number.Match(rollout.Text.Split(\"<answer>\")[^1]).Value")]
    [InlineData("Think in <think></think>, then <answer></answer>.", "Regex.Match(rollout.Text, \"ANSWER: [0-9]+\").Value[8..]")]
    [InlineData("Think in <think></think>, then <answer></answer>.", "s_number.Matches(rollout.Text).LastOrDefault()?.Value")]
    public async Task A_number_of_the_thoughts_is_told(string prompt, string said) => await StageAsync(
        $"$\"{{left}}+{{right}}? {prompt}\\n\"", Sum, "Reward<Own>", $$"""
        public sealed class Own : IReward<MathProblem>
        {
            private static readonly Regex s_number = new("-?[0-9]+");

            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{said.Replace("Regex.", "System.Text.RegularExpressions.Regex.", StringComparison.Ordinal)}} == problem.Answer));
        }
        """.Replace(" Regex ", " System.Text.RegularExpressions.Regex ", StringComparison.Ordinal));

    private static Task<IReadOnlyList<string>> JudgeAsync(string prompt, string answer, string verdict) => StageAsync(
        $"$\"{prompt}\\n\"", answer, "Reward<Own>", $$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var said = rollout.Text.Split('\n')[^1].Trim();
                return new({{verdict}});
            }
        }
        """);

    private static Task<IReadOnlyList<string>> StageAsync(string prompt, string answer, string reward, string code = "") => Recipes.CheckAsync($$"""
        public sealed class Asks : IProblemSource<MathProblem>
        {
            {{(prompt.EndsWith("Ask", StringComparison.Ordinal) ? "private const string Ask = \"Put the answer in \\\\boxed{}.\";" : "")}}

            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (left, right) = (random.Next(100), random.Next(100));
                    yield return new() { Id = $"{left}/{right}", Prompt = {{prompt}}, Answer = {{answer}} };
                }
            }
        }
        public static class Others
        {
            public const string Format = "End with ####.";
            public static string Asked(string text) => text + Format;
            public static string Formatted(this string text) => text + Format;
        }
        public sealed class Adder
        {
            /// <summary>Adds.</summary>
            [System.ComponentModel.Description("Adds two numbers.")]
            public long Add(int left, int right) => (long)left + right;
        }
        {{code}}
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [Problems<Asks>] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 512), Grpo, {{reward}}] public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """);
}

using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: responses to worked examples end before another question.</summary>
public sealed class NextQuestionTests
{
    private const string Examples = "$\"Q: 1+1?\\nAnswer: 2\\n\\nQ: 2+2?\\nAnswer: 4\\n\\nQ: {a}+{b}?\\nAnswer:\"";

    [Fact]
    public async Task The_message_says_what_comes_next() => Assert.Equal(
        "stage 'Zero' has no StopTexts, and the prompts of Sums2 are examples that end in \"Answer:\", so after its answer the policy of 'Base' goes on with a "
        + "\"Q:\" of its own, and the reward reads what it says last: give 'Zero' StopTexts, such as \"\\nQ:\"",
        Assert.Single(await CheckAsync(Examples, "{|KIMI5011:Reinforce|}(LearningRate = 1e-6)")));

    [Theory]
    [InlineData("Shots + $\"Q: {a}+{b}?\\nAnswer:\"")]
    [InlineData("$\"{Shots}Q: {a}+{b}?\\nAnswer: \"")]
    public async Task Examples_of_a_constant_are_told(string prompt) => await CheckAsync(prompt, "{|KIMI5011:Reinforce|}(LearningRate = 1e-6)");

    [Theory]
    [InlineData("$\"Q: {a}+{b}?\\nAnswer:\"")]
    [InlineData("$\"Q: 1+1?\\nAnswer: 2\\n\\nQ: {a}+{b}?\\nAnswer:\"")]
    [InlineData("$\"Q: 1+1?\\nAnswer: 2\\n\\nQ: 2+2?\\nAnswer: 4\\n\\nQ: {a}+{b}? Answer with a number.\"")]
    public async Task Other_prompts_are_fine(string prompt) => await CheckAsync(prompt, "Reinforce(LearningRate = 1e-6)");

    [Theory]
    [InlineData("models/base", "Reinforce(LearningRate = 1e-6, StopTexts = [\"\\nQ:\"])", "MathReward")]
    [InlineData("models/base", "Reinforce(LearningRate = 1e-6, MaxResponseTokens = 8)", "MathReward")]
    [InlineData("models/base", "Reinforce(LearningRate = 1e-6)", "Reward<FirstLine>")]
    [InlineData("models/base", "Reinforce(LearningRate = 1e-6)", "FormatReward(Pattern = \"^ \\\\d+$\")")]
    [InlineData("models/qwen2.5-3b-instruct", "Reinforce(LearningRate = 1e-6)", "MathReward")]
    public async Task What_ends_or_is_read_up_to_its_end_is_fine(string folder, string stage, string reward) =>
        await CheckAsync(Examples, stage, folder, reward);

    [Fact]
    public async Task A_policy_that_learned_from_demonstrations_ends_its_responses() => await Recipes.CheckAsync(Source(Examples, """
        [DemonstrationsFile(Path = "d.jsonl")] public abstract Demonstrations Rows();
            [FineTune(LearningRate = 1e-5)] public abstract Policy Start([From(nameof(Base))] Policy start, Demonstrations rows);
            [Reinforce(LearningRate = 1e-6), Grpo(Beta = 0.1), MathReward] public abstract Policy Zero(Policy start, PromptSet problems);
        """, "models/base"));

    private static Task<IReadOnlyList<string>> CheckAsync(string prompt, string stage, string folder = "models/base", string reward = "MathReward") =>
        Recipes.CheckAsync(Source(
            prompt, $"[{stage}, Grpo(Beta = 0.1), {reward}] public abstract Policy Zero([From(nameof(Base))] Policy start, PromptSet problems);", folder));

    private static string Source(string prompt, string stages, string folder) => $$"""
        public sealed class Sums2 : IProblemSource<MathProblem>
        {
            private const string Shots = "Q: 1+1?\nAnswer: 2\n\nQ: 2+2?\nAnswer: 4\n\n";

            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (a, b) = (random.Next(2, 1_000), random.Next(2, 1_000));
                    yield return new() { Id = $"{a}+{b}", Prompt = {{prompt}}, Answer = $"{a + b}", Tags = [Shots] };
                }
            }
        }

        public sealed class FirstLine : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Text.Split('\n')[0].Trim() == problem.Answer));
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("{{folder}}")] public abstract Policy Base();
            [Problems<Sums2>(Count = 100)] public abstract PromptSet Problems();
            {{stages}}
        }
        """;
}

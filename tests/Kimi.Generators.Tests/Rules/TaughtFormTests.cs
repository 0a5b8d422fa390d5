using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011: rewards look for what the demonstrations of a policy have, and not for what a prompt has written already.</summary>
public sealed class TaughtFormTests
{
    private const string Think = "FormatReward(Pattern = \"^<think>[^<]*</think>\", Weight = 0.5)";

    [Theory]
    [InlineData("$\"{problem.Solution}#{problem.Answer}\"", "{|KIMI6011:ExactAnswerReward(Marker = \"####\")|}")]
    [InlineData("$\"#{problem.Answer}\"", "{|KIMI6011:ExactAnswerReward(Marker = \"####\")|}")]
    [InlineData("$\"{problem.Solution} Answer: \" + problem.Answer", "{|KIMI6011:ExactAnswerReward(Marker = \"Answer\")|}")]
    [InlineData("$\"{problem.Solution}\\n#### {problem.Answer}\"", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{problem.Solution}#{problem.Answer}\"", "ExactAnswerReward")]
    [InlineData("$\"{problem.Solution}#{problem.Answer}\"", "ExactAnswerReward(Marker = \"so \")")]
    [InlineData("$\"so {new string('#', 4)}{problem.Answer}\"", "ExactAnswerReward(Marker = \"####\")")]
    [InlineData("$\"{problem.Solution}{problem.Answer}\"", "ExactAnswerReward(Marker = \"####\")")]
    public async Task A_marker_that_is_nearly_that_of_the_demonstrations_is_told(string response, string reward) =>
        await CheckAsync("$\"{left}+1=\"", response, reward);

    [Theory]
    [InlineData("$\"{left}+1=<think>\"", "$\"so</think>#{problem.Answer}\"", "ExactAnswerReward, {|KIMI6011:" + Think + "|}")]
    [InlineData("\"<think>\" + left", "$\"so</think>#{problem.Answer}\"", "ExactAnswerReward, {|KIMI6011:" + Think + "|}")]
    [InlineData("$\"{left}+1=<think>\"", "$\"<think>so</think>#{problem.Answer}\"", "ExactAnswerReward, " + Think)]
    [InlineData("$\"{left}+1=\"", "$\"<think>so</think>#{problem.Answer}\"", "ExactAnswerReward, " + Think)]
    [InlineData("$\"{left}+1=\"", "$\"<{\"think\"}>so</think>#{problem.Answer}\"", "ExactAnswerReward, " + Think)]
    [InlineData("$\"{left}+1=\"", "$\"so#{problem.Answer}\"", "ExactAnswerReward, {|KIMI6011:FormatReward(Pattern = \"<answer>\")|}")]
    [InlineData("$\"{left}+1=\"", "$\"so#{problem.Answer}\"", "ExactAnswerReward, FormatReward(Pattern = \"(<answer>)?#\")")]
    [InlineData("$\"{left}+1=\"", "$\"so#{problem.Answer}\"", "ExactAnswerReward, FormatReward(Pattern = \"<answer>|#\")")]
    public async Task A_form_that_no_response_will_have_is_told(string prompt, string response, string rewards) => await CheckAsync(prompt, response, rewards);

    [Theory]
    [InlineData("$\"{left}+1=<think>\"", "{|KIMI6011:" + Think + "|}")]
    [InlineData("$\"{left}+1=\"", Think)]
    [InlineData("left > 9 ? $\"{left}+1=<think>\" : \"1+1=\"", Think)]
    public async Task A_loaded_policy_is_asked_for_any_form_but_that_of_its_prompts(string prompt, string reward) => await Recipes.CheckAsync($$"""
        {{Source(prompt)}}
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Loaded();
            [Problems<Thoughts>] public abstract PromptSet Problems();
            [Reinforce(LearningRate = 1e-6), MirrorDescent, ExactAnswerReward, {{reward}}] public abstract Policy LongCot(Policy loaded, PromptSet problems);
        }
        """);

    private static string Source(string prompt) => $$"""
        public sealed class Thoughts : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var left = random.Next(1_000_000);
                    yield return new() { Id = $"{left}", Prompt = {{prompt}}, Answer = $"{left + 1}" };
                }
            }
        }
        """;

    private static async Task CheckAsync(string prompt, string response, string rewards) => await Recipes.CheckAsync($$"""
        {{Source(prompt)}}
        public sealed class Thinking : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Thoughts>] public abstract PromptSet Problems();
            [Demonstrations<Thinking>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024)] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, {{rewards}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);
}

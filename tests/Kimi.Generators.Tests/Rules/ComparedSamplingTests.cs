using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011: policies that are compared are sampled alike.</summary>
public sealed class ComparedSamplingTests
{
    [Fact]
    public async Task The_message_names_both_stages_and_what_differs() => Assert.Equal(
        "stage 'After' samples 'tuned' on 'test' with Temperature 0.7, and stage 'Before' samples 'start', which it comes of, with 0.6, so the two differ by "
        + "more than the training: give both the same Temperature",
        Assert.Single(await CheckAsync("SamplesPerPrompt = 4, Temperature = 0.6", "SamplesPerPrompt = 4, {|KIMI6011:Temperature = 0.7|}")));

    [Theory]
    [InlineData("SamplesPerPrompt = 8, TopP = 0.95", "SamplesPerPrompt = 8, {|KIMI6011:TopP = 0.9|}")]
    [InlineData("SamplesPerPrompt = 8", "SamplesPerPrompt = 8, {|KIMI6011:TopP = 0.9|}")]
    public async Task Another_way_of_sampling_is_told(string before, string after) => await CheckAsync(before, after);

    [Theory]
    [InlineData("SamplesPerPrompt = 4, Temperature = 0.6", "SamplesPerPrompt = 4, Temperature = 0.6")]
    [InlineData("Temperature = 0.6", "Temperature = 0.7")]
    [InlineData("SamplesPerPrompt = 64, Temperature = 0.9", "SamplesPerPrompt = 4, Temperature = 0.6")]
    [InlineData("SamplesPerPrompt = 4, Temperature = 0.6", "TopK = 1")]
    public async Task The_same_way_or_one_that_is_not_compared_is_fine(string before, string after) => await CheckAsync(before, after);

    [Theory]
    [InlineData("tuned", "SamplesPerPrompt = 2, Temperature = 0.6")]
    [InlineData("[From(nameof(Base))] Policy start", "Temperature = 0.7")]
    public async Task Whoever_asks_one_of_them_in_both_ways_compares_these(string policy, string options) => await CheckAsync(
        "SamplesPerPrompt = 4, Temperature = 0.6", "SamplesPerPrompt = 4, Temperature = 0.7",
        $"[Evaluate({options}), ExactAnswerReward] public abstract Evaluation Also({(policy == "tuned" ? "Policy tuned" : policy)}, PromptSet test);");

    [Theory]
    [InlineData("MathReward", "Policy tuned, PromptSet test")]
    [InlineData("ExactAnswerReward", "Policy tuned, PromptSet other")]
    [InlineData("ExactAnswerReward", "Policy apart, PromptSet test")]
    public async Task Another_question_is_another_comparison(string reward, string inputs) => await Recipes.CheckAsync(Source(
        "SamplesPerPrompt = 4, Temperature = 0.6",
        $"[Evaluate(SamplesPerPrompt = 4, Temperature = 0.7), {reward}] public abstract Evaluation After({inputs});"));

    private static Task<IReadOnlyList<string>> CheckAsync(string before, string after, string more = "") => Recipes.CheckAsync(Source(
        before, $"[Evaluate({after}), ExactAnswerReward] public abstract Evaluation After(Policy tuned, PromptSet test);\n{more}"));

    private static string Source(string before, string after) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("models/base")] public abstract Policy Base();
            [LoadPolicy("models/another")] public abstract Policy Apart();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [ProblemsFile(Path = "b.jsonl")] public abstract PromptSet Test();
            [ProblemsFile(Path = "c.jsonl")] public abstract PromptSet Other();
            [Reinforce(LearningRate = 1e-6), Grpo(Beta = 0.1), ExactAnswerReward, MathReward]
            public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
            [Evaluate({{before}}), ExactAnswerReward] public abstract Evaluation Before([From(nameof(Base))] Policy start, PromptSet test);
            {{after}}
            [Evaluate, MathReward] public abstract Evaluation All(Policy apart, Policy tuned, PromptSet other);
        }
        """;
}

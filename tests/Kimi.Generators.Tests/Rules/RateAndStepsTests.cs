using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: the rate of reinforcement and of adapters, and the steps of an iteration.</summary>
public sealed class RateAndStepsTests
{
    [Theory]
    [InlineData("models/qwen3-0.6b", "Reinforce({|KIMI5011:LearningRate = 5e-5|}), MirrorDescent")]
    [InlineData("models/Qwen2.5-7B-Instruct", "Reinforce({|KIMI5011:LearningRate = 2.1e-5|}), Grpo(Beta = 0.1)")]
    [InlineData("models/qwen3-0.6b", "Reinforce(LearningRate = 2e-5), MirrorDescent")]
    [InlineData("models/qwen3-0.6b", "Reinforce(LearningRate = 5e-5), MirrorDescent, Lora")]
    [InlineData("models/qwen3-0.6b", "{|KIMI5011:Reinforce|}, MirrorDescent")]
    [InlineData("models/base", "Reinforce(LearningRate = 5e-5), MirrorDescent")]
    [InlineData("models/smollm-0.3b", "Reinforce(LearningRate = 5e-5), MirrorDescent")]
    public async Task A_rate_of_fine_tuning_is_told_of_reinforcement_of_a_model_that_is_not_small(string folder, string stage) =>
        await Recipes.CheckAsync(Recipe(folder, stage));

    [Theory]
    [InlineData("Reinforce(PromptsPerIteration = 32, {|KIMI5011:StepsPerIteration = 32|}), Grpo(Beta = 0.1)")]
    [InlineData("Reinforce(PromptsPerIteration = 20, {|KIMI5011:StepsPerIteration = 20|}), DrGrpo")]
    [InlineData("Reinforce(PromptsPerIteration = 128, StepsPerIteration = 64), Grpo(Beta = 0.1)")]
    [InlineData("Reinforce(PromptsPerIteration = 16, StepsPerIteration = 16), Grpo(Beta = 0.1)")]
    [InlineData("Reinforce(PromptsPerIteration = 32, StepsPerIteration = 32), MirrorDescent")]
    [InlineData("Reinforce(PromptsPerIteration = 32, SamplesPerPrompt = 64, StepsPerIteration = 32), Grpo(Beta = 0.1)")]
    [InlineData("Reinforce(Iterations = 1, WarmupIterations = 0, PromptsPerIteration = 32, StepsPerIteration = 32), Grpo(Beta = 0.1)")]
    public async Task Many_steps_of_a_problem_each_are_told(string stage) => await Recipes.CheckAsync(Recipe("models/base", stage));

    [Theory]
    [InlineData("", "{|KIMI5011:LearningRate = 2e-6|}", "Lora(Rank = 32)")]
    [InlineData("", "Iterations = 80, {|KIMI5011:LearningRate = 2e-6|}", "Lora(Rank = 32)")]
    [InlineData("", "LearningRate = 2e-5", "Lora(Rank = 32)")]
    [InlineData("", "LearningRate = 3e-6", "Lora(Rank = 32)")]
    [InlineData("", "Iterations = 80, LearningRate = 2e-6", "FormatReward(Pattern = \"=$\", Weight = 0.1)")]
    [InlineData(", Lora", "LearningRate = 2e-6", "Lora(Rank = 32)")]
    public async Task An_adapter_that_keeps_the_rate_of_all_weights_is_told_where_it_is_added(string before, string options, string added) =>
        await Recipes.CheckAsync($$"""
            {{Recipe("models/base", $"Reinforce(LearningRate = 2e-6), Grpo(Beta = 0.1){before}")}}
            [Recipe("other")]
            public abstract partial class Other : R
            {
                [Reinforce({{options}}), Grpo(Beta = 0.1), ExactAnswerReward, {{added}}]
                public abstract override Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
            }
            """);

    private static string Recipe(string folder, string stage) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("{{folder}}")] public abstract Policy Base();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [{{stage}}, ExactAnswerReward] public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """;
}

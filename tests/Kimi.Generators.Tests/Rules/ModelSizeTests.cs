using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: a large model is trained at a learning rate that somebody chose.</summary>
public sealed class ModelSizeTests
{
    [Theory]
    [InlineData("models/Qwen2.5-7B-Instruct", "{|KIMI5011:FineTune|}")]
    [InlineData("meta-llama/Llama-3.2-1B", "{|KIMI5011:FineTune|}(Steps = 100)")]
    [InlineData("models/qwen2.5-1.5b", "{|KIMI5011:FineTune|}")]
    [InlineData("models/Qwen2.5-7B-Instruct", "FineTune(LearningRate = 1e-3)")]
    [InlineData("models/Qwen2.5-7B-Instruct", "FineTune, Lora")]
    [InlineData("models/Qwen2.5-0.5B", "FineTune")]
    [InlineData("models/base", "FineTune")]
    [InlineData("models/step-7Base", "FineTune")]
    public async Task Defaults_for_small_models_are_told_of_a_large_one_by_its_name(string folder, string stage) => await CheckAsync(folder, stage);

    [Fact]
    public async Task A_rate_of_the_class_counts_as_given() => await CheckAsync("models/Qwen2.5-7B-Instruct", "FineTune", "[Optimizer(LearningRate = 1e-6)]");

    [Theory]
    [InlineData(3_584, "{|KIMI5011:FineTune|}")]
    [InlineData(896, "FineTune")]
    public async Task Its_files_say_how_large_it_is_before_its_name(int width, string stage) =>
        await CheckAsync("m-7B", stage, "", new TextFile("m-7B/config.json", $$"""
            {
              "model_type": "qwen2", "num_hidden_layers": 28, "hidden_size": {{width}}, "num_attention_heads": 28, "num_key_value_heads": 4,
              "intermediate_size": {{5 * width}}, "vocab_size": 512, "max_position_embeddings": 32768
            }
            """));

    private static Task<IReadOnlyList<string>> CheckAsync(string folder, string stage, string ofClass = "", params TextFile[] files) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        {{ofClass}}
        public abstract partial class R
        {
            [LoadPolicy("{{folder}}")] public abstract Policy Base();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [{{stage}}] public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations traces);
        }
        """, [.. files]);
}

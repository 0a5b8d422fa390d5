using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6015: tokens lie within the vocabulary.</summary>
public sealed class KIMI6015Tests
{
    private const string Small = """
        {
          "hidden_size": 64, "intermediate_size": 128, "max_position_embeddings": 2048, "model_type": "llama", "num_attention_heads": 2,
          "num_hidden_layers": 2, "vocab_size": 49152
        }
        """;

    [Fact]
    public async Task A_stop_token_of_another_family_is_told_where_the_checkpoint_is_known() =>
        await Recipes.CheckAsync(Loaded("{|KIMI6015:StopTokens = [2, 151_645]|}"), new TextFile("/app/models/small/config.json", Small));

    [Theory]
    [InlineData("StopTokens = [2, 49_151]")]
    [InlineData("TopK = 50")]
    public async Task Tokens_that_there_are_are_fine(string option) =>
        await Recipes.CheckAsync(Loaded(option), new TextFile("/app/models/small/config.json", Small));

    [Fact]
    public async Task Without_the_checkpoint_s_configuration_nothing_is_known() => await Recipes.CheckAsync(Loaded("StopTokens = [151_645]"));

    [Fact]
    public async Task A_top_k_of_all_characters_leaves_out_none() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [InitializeTransformer(Alphabet = "0123456789+=#")] public abstract Policy Initial();
            [DemonstrationsFile(Path = "b.jsonl")] public abstract Demonstrations Traces();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Evaluate({|KIMI6015:TopK = 50|}), ExactAnswerReward] public abstract Evaluation Report(Policy sft, PromptSet problems);
        }
        """);

    private static string Loaded(string option) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [LoadPolicy("models/small")] public abstract Policy Base();
            [Evaluate({{option}}), ExactAnswerReward] public abstract Evaluation Report(Policy @base, PromptSet problems);
        }
        """;
}

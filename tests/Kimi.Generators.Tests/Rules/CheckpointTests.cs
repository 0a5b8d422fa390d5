using Kimi.Generators.Tests.Harness;
using Kimi.Shared.Recipes;

namespace Kimi.Generators.Tests.Rules;

/// <summary>What the build knows of a checkpoint whose config.json is an additional file of the project.</summary>
public sealed class CheckpointTests
{
    // SmolLM2-135M's, of which transformers counts 134,515,008 weights.
    private const string SmolLm = """
        {
          "architectures": ["LlamaForCausalLM"], "attention_bias": false, "head_dim": 64, "hidden_act": "silu", "hidden_size": 576,
          "intermediate_size": 1536, "max_position_embeddings": 2048, "mlp_bias": false, "model_type": "llama", "num_attention_heads": 9,
          "num_hidden_layers": 30, "num_key_value_heads": 3, "rms_norm_eps": 1e-05, "tie_word_embeddings": true, "vocab_size": 49152
        }
        """;

    // Qwen2.5-0.5B's, of which transformers counts 494,032,768 weights.
    private const string Qwen = """
        {
          "architectures": ["Qwen2ForCausalLM"], "hidden_size": 896, "intermediate_size": 4864, "max_position_embeddings": 32768, "model_type": "qwen2",
          "num_attention_heads": 14, "num_hidden_layers": 24, "num_key_value_heads": 2, "tie_word_embeddings": true, "vocab_size": 151936
        }
        """;

    // With SigLIP so400m, of whose 428,225,600 weights transformers counts 15,238,352 in the head and 15,239,504 in each of 27 layers, here without the head
    // and the last layer; the projector has 1152 · 896 + 896 + 896 · 896 + 896.
    private const string Llava = $$"""
        {
          "architectures": ["LlavaForConditionalGeneration"], "image_token_index": 151646, "model_type": "llava", "text_config": {{Qwen}},
          "vision_config": {
            "hidden_size": 1152, "image_size": 384, "intermediate_size": 4304, "model_type": "siglip_vision_model", "num_attention_heads": 16,
            "num_hidden_layers": 26, "patch_size": 14, "vision_use_head": false
          }
        }
        """;

    [Theory]
    [InlineData(SmolLm, 134_515_008, 2_048)]
    [InlineData(Qwen, 494_032_768, 32_768)]
    [InlineData(Llava, 494_032_768 + 428_225_600 - 15_238_352 - 15_239_504 + 1_836_800, 32_768)]
    public void Weights_and_context_are_those_of_the_published_models(string config, long parameters, long context)
    {
        var checkpoint = Checkpoint.Of(config)!;

        Assert.Equal((parameters, context), (checkpoint.Shape.Parameters, checkpoint.ContextLength));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"model_type\": \"gpt2\", \"hidden_size\": 64}")]
    [InlineData("{\"model_type\": \"llama\", \"hidden_size\": \"wide\"}")]
    [InlineData("{\"model_type\": \"llava\", \"text_config\": {}}")]
    public void Of_what_is_no_known_transformer_nothing_is_known(string config) => Assert.Null(Checkpoint.Of(config));

    [Theory]
    [InlineData("models/smol", "/home/me/app/models/smol/config.json", true)]
    [InlineData("./models/smol/", "/home/me/app/models/smol/config.json", true)]
    [InlineData("../models/smol", "/home/me/models/smol/config.json", true)]
    [InlineData("/home/me/models/smol", "/home/me/models/smol/config.json", true)]
    [InlineData("models/smol", @"C:\app\models\smol\config.json", true)]
    [InlineData("smol", "/home/me/app/models/notsmol/config.json", false)]
    [InlineData("models/smol", "/home/me/app/models/smol/generation_config.json", false)]
    [InlineData("", "/config.json", false)]
    public async Task A_response_beyond_the_checkpoint_s_context_is_told_at_build(string folder, string file, bool isFound)
    {
        var messages = await MessagesAsync(Recipe(folder, "MaxResponseTokens = 4_096"), file);

        Assert.Equal(
            isFound
                ? ["stage 'Report' adds responses of up to 4096 tokens to a prompt, which exceeds the context of 2048 of the checkpoint that stage 'Base' "
                    + "loads: lower MaxResponseTokens to 2048 less the longest prompt, or take a checkpoint with a longer one"]
                : [],
            messages);
    }

    [Fact]
    public async Task What_fits_is_not_told() =>
        Assert.Empty(await MessagesAsync(Recipe("models/smol", "MaxResponseTokens = 2_047"), "/app/models/smol/config.json"));

    [Fact]
    public async Task A_checkpoint_that_does_not_fit_the_device_is_told_at_build()
    {
        var messages = await MessagesAsync(
            Recipe("models/smol", "MaxResponseTokens = 64").Replace("\"r\"", "\"r\", DeviceMemoryGiB = 0.25", StringComparison.Ordinal),
            "/app/models/smol/config.json");

        var message = Assert.Single(messages);
        Assert.Contains(
            "for a policy of 135 million weights, more than the 0.25 GiB of the recipe's device: load a smaller policy in 'Base'", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_json_file_names_is_known_too()
    {
        var compilation = Compilations.Create(Recipe("", "MaxResponseTokens = 4_096"));
        var (_, diagnostics) = await Recipes.AnalyzeAsync(
            compilation,
            new TextFile("kimi.json", """{ "r": { "Base": { "Folder": "models/smol" } } }"""),
            new TextFile("/app/models/smol/config.json", SmolLm));

        Assert.Contains(
            "exceeds the context of 2048 of the checkpoint that stage 'Base' loads", Assert.Single(diagnostics).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_s_tokens_count_in_the_context()
    {
        var recipe = Recipe("models/sees", "MaxResponseTokens = 32_040")
            .Replace("[Problems<Sums>]", "[Problems<Charts>]", StringComparison.Ordinal)
            .Replace("ExactAnswerReward", "Reward<ChartReward>", StringComparison.Ordinal);

        // 384 / 14 is 27, and 27 · 27 is 729.
        Assert.Equal(
            ["stage 'Report' adds responses of up to 32040 tokens to a prompt with an image of 729, which exceeds the context of 32768 of the checkpoint "
                + "that stage 'Base' loads: lower MaxResponseTokens to 32039 less the longest prompt, or take a checkpoint with a longer one"],
            await MessagesAsync(Charts + recipe, "/app/models/sees/config.json", Llava));
        Assert.Empty(await MessagesAsync(Charts + recipe.Replace("32_040", "32_039", StringComparison.Ordinal), "/app/models/sees/config.json", Llava));
    }

    [Fact]
    public async Task A_checkpoint_of_text_is_told_where_it_is_given_images()
    {
        var recipe = Recipe("models/smol", "MaxResponseTokens = 64")
            .Replace("[Problems<Sums>]", "[Problems<Charts>]", StringComparison.Ordinal)
            .Replace("ExactAnswerReward", "Reward<ChartReward>", StringComparison.Ordinal);

        Assert.StartsWith(
            "stage 'Report' gives 'start' the images of 'problems', but that policy has no vision tower",
            Assert.Single(await MessagesAsync(Charts + recipe, "/app/models/smol/config.json")), StringComparison.Ordinal);
    }

    private const string Charts = """
        [Modality(Modality.Image)] public record ChartProblem : Problem;
        public abstract class Charts : IProblemSource<ChartProblem> { public abstract IEnumerable<ChartProblem> Problems(Random random); }
        public abstract class ChartReward : IReward<ChartProblem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(ChartProblem problem, Rollout rollout, CancellationToken cancellationToken);
        }

        """;

    private static async Task<IReadOnlyList<string>> MessagesAsync(string source, string file, string config = SmolLm)
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create(source), new TextFile(file, config));
        return Recipes.AssertSentences(diagnostics);
    }

    private static string Recipe(string folder, string options) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [LoadPolicy({{(folder.Length == 0 ? "" : $"@\"{folder}\"")}})] public abstract Policy Base();
            [Evaluate({{options}}), ExactAnswerReward] public abstract Evaluation Report([From("Base")] Policy start, PromptSet problems);
        }
        """;
}

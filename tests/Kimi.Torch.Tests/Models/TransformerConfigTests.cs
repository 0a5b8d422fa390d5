using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using TorchSharp;

namespace Kimi.Torch.Tests.Models;

public class TransformerConfigTests
{
    [Fact]
    public void A_configuration_comes_back_equal()
    {
        using var folder = new TemporaryFolder();
        var config = TinyModels.Qwen with
        {
            NumKeyValueHeads = 2,
            RopeTheta = 1e6,
            RmsNormEps = 1e-5,
            RopeScaling = new RotaryScaling.Yarn(4, 32) { BetaFast = 16, AttentionFactor = 1.5 },
            OtherKeys = """{"eos_token_id":[3,5],"use_cache":true}""",
        };

        config.Save(folder.Path);

        Assert.Equal(config, TransformerConfig.Load(folder.Path));
    }

    [Fact]
    public void A_configuration_written_elsewhere_is_understood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), """
            {"architectures": ["Qwen3ForCausalLM"], "attention_dropout": 0.0, "bos_token_id": 151643, "eos_token_id": [151645, 151643],
             "head_dim": 128, "hidden_act": "silu", "hidden_size": 1024, "intermediate_size": 3072, "max_position_embeddings": 40960,
             "max_window_layers": 28, "model_type": "qwen3", "num_attention_heads": 16, "num_hidden_layers": 28, "num_key_value_heads": 8,
             "rms_norm_eps": 1e-06, "rope_scaling": null, "rope_theta": 1000000, "sliding_window": null, "tie_word_embeddings": true,
             "torch_dtype": "bfloat16", "use_cache": true, "vocab_size": 151936}
            """);

        var config = TransformerConfig.Load(folder.Path);

        config.Save(folder.Path, torch.ScalarType.BFloat16);
        using var written = JsonDocument.Parse(File.ReadAllText(folder.File("config.json")));
        Assert.Equal([151645, 151643], written.RootElement.GetProperty("eos_token_id").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal(28, written.RootElement.GetProperty("max_window_layers").GetInt32());
        Assert.Equal("bfloat16", written.RootElement.GetProperty("torch_dtype").GetString());
        Assert.Equal(config, TransformerConfig.Load(folder.Path));
        Assert.Equal(596_049_920, config.ParameterCount);
        Assert.True(config.Family.HasQueryKeyNorm);
    }

    [Theory]
    [InlineData("\"num_key_value_heads\": 3", "num_key_value_heads")]
    [InlineData("\"head_dim\": 7", "head_dim")]
    [InlineData("\"hidden_size\": 30", "hidden_size")]
    [InlineData("\"vocab_size\": 0", "vocab_size")]
    [InlineData("\"model_type\": \"gpt2\"", "gpt2")]
    [InlineData("\"hidden_act\": \"gelu\"", "gelu")]
    [InlineData("\"num_hidden_layers\": 2000000000", "num_hidden_layers")]
    [InlineData("\"rope_scaling\": {\"type\": \"yarn\"}", "rope_scaling has no factor")]
    [InlineData("\"rope_scaling\": {\"rope_type\": \"longrope\"}", "longrope")]
    [InlineData("\"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 2, \"short_factor\": [1]}", "short_factor")]
    [InlineData("\"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 0.5}", "factor")]
    [InlineData(
        """
        "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 1, "original_max_position_embeddings": 64}
        """,
        "low_freq_factor")]
    [InlineData("\"rope_parameters\": {\"rope_type\": \"dynamic\", \"rope_theta\": 10000, \"factor\": 2}", "rope_parameters is of type 'dynamic'")]
    [InlineData("\"partial_rotary_factor\": 0.5", "partial_rotary_factor")]
    [InlineData("\"rope_interleaved\": true", "rope_interleaved")]
    [InlineData("\"use_sliding_window\": true", "use_sliding_window")]
    [InlineData("\"layer_types\": [\"full_attention\", \"sliding_attention\"]", "layer_types")]
    [InlineData("\"quantization_config\": {\"bits\": 8}", "quantization_config")]
    [InlineData("\"attention_dropout\": 0.1", "attention_dropout")]
    [InlineData("\"architectures\": [\"LlamaForSequenceClassification\"]", "LlamaForSequenceClassification")]
    [InlineData("\"logit_scale\": 0.5", "logit_scale")]
    [InlineData("\"rms_norm_eps\": \"small\"", "rms_norm_eps")]
    [InlineData("\"num_hidden_layers\": \"two\"", "num_hidden_layers")]
    public void A_shape_that_cannot_be_built_is_explained(string change, string explanation)
    {
        using var folder = new TemporaryFolder();
        var config = JsonNode.Parse("""
            {"model_type": "llama", "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 4, "num_key_value_heads": 2,
             "vocab_size": 9}
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{change}}}")!.AsObject())
            config[name] = value!.DeepClone();
        File.WriteAllText(folder.File("config.json"), config.ToJsonString());

        var error = Assert.Throws<KimiException>(() => TransformerConfig.Load(folder.Path));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), """{"model_type": "llama", "num_hidden_layers": 2, "num_hidden_layers": 1}""");

        var error = Assert.Throws<KimiException>(() => TransformerConfig.Load(folder.Path));

        Assert.Contains("num_hidden", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_does_not_say_its_family_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), """{"hidden_size": 32}""");

        var error = Assert.Throws<KimiException>(() => TransformerConfig.Load(folder.Path));

        Assert.Contains("has no model_type", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rope_scaling\": {\"rope_type\": \"default\"}")]
    [InlineData("\"head_dim\": null")]
    [InlineData("\"sliding_window\": null")]
    [InlineData("\"layer_types\": [\"full_attention\"]")]
    [InlineData("\"pretraining_tp\": 1")]
    [InlineData("\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 10000.0}")]
    [InlineData("\"quantization_config\": null")]
    [InlineData("\"some_key_of_next_year\": null")]
    public void What_changes_nothing_is_no_obstacle(string line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), $$"""
            {"model_type": "llama", "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 4, "vocab_size": 9, {{line}}}
            """);

        var config = TransformerConfig.Load(folder.Path);

        Assert.Null(config.RopeScaling);
        Assert.Equal((8, 4, 10_000), (config.HeadWidth, config.KeyValueHeads, config.RopeTheta));
    }

    [Fact]
    public void The_base_of_rotary_embedding_is_read_where_newer_files_have_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), """
            {"model_type": "qwen2", "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 4, "vocab_size": 9,
             "max_position_embeddings": 4096, "use_sliding_window": false, "sliding_window": 1024, "max_window_layers": 1,
             "rope_parameters": {"rope_type": "yarn", "rope_theta": 1000000.0, "factor": 4.0, "original_max_position_embeddings": 1024}}
            """);

        var config = TransformerConfig.Load(folder.Path);

        Assert.Equal(1_000_000, config.RopeTheta);
        Assert.Equal(new RotaryScaling.Yarn(4, 1024), config.RopeScaling);
    }
}

using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;

namespace Kimi.Torch.Tests.Models;

public class TransformerConfigTests
{
    [Fact]
    public void A_configuration_comes_back_equal()
    {
        using var folder = new TemporaryFolder();
        var config = TinyModels.Qwen with { EosTokenId = 3, PadTokenId = 4, RopeTheta = 1e6, RmsNormEps = 1e-5 };

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

        Assert.Equal(151645, config.EosTokenId);
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
    [InlineData("\"attention_bias\": true", "bias")]
    [InlineData("\"rope_scaling\": {\"type\": \"yarn\"}", "rope_scaling")]
    [InlineData("\"num_hidden_layers\": \"two\"", "num_hidden_layers")]
    public void A_shape_that_cannot_be_built_is_explained(string change, string explanation)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), $$"""
            {"model_type": "llama", "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 4,
             "num_key_value_heads": 2, "vocab_size": 9, {{change}}}
            """);

        var error = Assert.Throws<KimiException>(() => TransformerConfig.Load(folder.Path));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>A policy that sees in Hugging Face folders: the names, shapes, types and keys that other programs write and expect.</summary>
public sealed class LlavaCheckpointTests : IDisposable
{
    // What transformers makes of a tower of 3 layers of 12 and a text model of 28; the layers of each follow below.
    private static readonly (string Name, long[] Shape)[] s_tower =
    [
        ("embeddings.patch_embedding.weight", [12, 3, 4, 4]), ("embeddings.patch_embedding.bias", [12]), ("embeddings.position_embedding.weight", [9, 12]),
        ("post_layernorm.weight", [12]), ("post_layernorm.bias", [12]),
    ];

    private static readonly (string Name, long[] Shape)[] s_towerLayer =
    [
        ("layer_norm1.weight", [12]), ("layer_norm1.bias", [12]), ("layer_norm2.weight", [12]), ("layer_norm2.bias", [12]),
        ("self_attn.q_proj.weight", [12, 12]), ("self_attn.q_proj.bias", [12]), ("self_attn.k_proj.weight", [12, 12]), ("self_attn.k_proj.bias", [12]),
        ("self_attn.v_proj.weight", [12, 12]), ("self_attn.v_proj.bias", [12]), ("self_attn.out_proj.weight", [12, 12]), ("self_attn.out_proj.bias", [12]),
        ("mlp.fc1.weight", [20, 12]), ("mlp.fc1.bias", [20]), ("mlp.fc2.weight", [12, 20]), ("mlp.fc2.bias", [12]),
    ];

    private static readonly (string Name, long[] Shape)[] s_projector =
    [
        ("linear_1.weight", [28, 12]), ("linear_1.bias", [28]), ("linear_2.weight", [28, 28]), ("linear_2.bias", [28]),
    ];

    private static readonly (string Name, long[] Shape)[] s_textLayer =
    [
        ("input_layernorm.weight", [28]), ("post_attention_layernorm.weight", [28]), ("self_attn.q_norm.weight", [20]), ("self_attn.k_norm.weight", [20]),
        ("self_attn.q_proj.weight", [120, 28]), ("self_attn.k_proj.weight", [40, 28]), ("self_attn.v_proj.weight", [40, 28]),
        ("self_attn.o_proj.weight", [28, 120]), ("mlp.gate_proj.weight", [44, 28]), ("mlp.up_proj.weight", [44, 28]), ("mlp.down_proj.weight", [28, 44]),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(LlavaSpelling.LanguageModelFirst, "", "language_model.model.", "language_model.lm_head.weight")]
    [InlineData(LlavaSpelling.ModelFirst, "model.", "model.language_model.", "lm_head.weight")]
    public void Names_and_shapes_are_those_of_the_family(LlavaSpelling spelling, string outer, string text, string head)
    {
        using var model = TinyModels.Create(Spelt(spelling));
        model.Save(_folder.Path);

        var expected = Under($"{outer}vision_tower.vision_model.", s_tower)
            .Concat(Enumerable.Range(0, 3).SelectMany(i => Under($"{outer}vision_tower.vision_model.encoder.layers.{i}.", s_towerLayer)))
            .Concat(Under($"{outer}multi_modal_projector.", s_projector))
            .Concat(Under(text, [("embed_tokens.weight", [19, 28]), ("norm.weight", [28])]))
            .Concat(Enumerable.Range(0, 2).SelectMany(i => Under($"{text}layers.{i}.", s_textLayer)))
            .Append((head, "[19,28]"));
        using var scope = NewDisposeScope();
        var stored = Safetensors.Read(_folder.File("model.safetensors"));
        Assert.Equal(
            expected.OrderBy(entry => entry.Item1, StringComparer.Ordinal),
            stored.Select(entry => (entry.Key, $"[{string.Join(',', entry.Value.shape)}]")).OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.Equal(model.Config.ParameterCount, stored.Values.Sum(tensor => tensor.numel()));
    }

    [Theory]
    [InlineData(LlavaSpelling.LanguageModelFirst)]
    [InlineData(LlavaSpelling.ModelFirst)]
    public void A_model_that_nothing_trained_is_written_as_it_was_read(LlavaSpelling spelling)
    {
        foreach (var type in new[] { float32, bfloat16, float16 })
        {
            using var scope = NewDisposeScope();
            using var model = TinyModels.Create(Spelt(spelling));
            model.Config.Save(_folder.Path, type);
            Safetensors.Write(_folder.File("model.safetensors"), model.NamedParameters.ToDictionary(entry => entry.Key, entry => entry.Value.to(type)));

            using (var loaded = Transformer.Load(_folder.Path))
            {
                Assert.Equal(model.Config, loaded.Config);
                loaded.Save(_folder.File("again"));
            }

            foreach (var file in new[] { "config.json", "model.safetensors" })
                Assert.Equal(File.ReadAllBytes(_folder.File(file)), File.ReadAllBytes(_folder.File($"again/{file}")));
        }
    }

    [Fact]
    public void A_configuration_written_elsewhere_is_understood()
    {
        // As transformers writes one: what its classes have by default is left out, here of the text model and the tower.
        File.WriteAllText(_folder.File("config.json"), """
            {"architectures": ["LlavaForConditionalGeneration"], "ignore_index": -100, "image_seq_length": 576, "image_token_index": 151646,
             "model_type": "llava", "projector_hidden_act": "gelu", "tie_word_embeddings": false, "torch_dtype": "float16",
             "transformers_version": "4.41.0", "vision_feature_layer": -1, "vision_feature_select_strategy": "full",
             "text_config": {"architectures": ["Qwen2ForCausalLM"], "bos_token_id": 151643, "eos_token_id": 151645, "max_window_layers": 28,
                "model_type": "qwen2", "rms_norm_eps": 1e-06, "torch_dtype": "bfloat16", "use_sliding_window": false, "vocab_size": 152000},
             "vision_config": {"architectures": ["SiglipVisionModel"], "hidden_size": 1152, "image_size": 384, "intermediate_size": 4304,
                "model_type": "siglip_vision_model", "num_attention_heads": 16, "num_hidden_layers": 26, "patch_size": 14, "vision_use_head": false}}
            """);

        var config = ConfigJson.Read(File.ReadAllBytes(_folder.File("config.json")), "config.json");

        Assert.Equal((4096, 22016, 32), (config.HiddenSize, config.IntermediateSize, config.NumHiddenLayers));
        Assert.Equal((32, 152000), (config.KeyValueHeads, config.VocabSize));
        Assert.Equal((729, 26, 151646), (config.Vision!.Patches, config.Vision.BlocksUsed, config.Vision.ImageTokenId));
        config.Validate();
        using var written = JsonDocument.Parse(ConfigJson.Write(config, float16));
        Assert.Equal(576, written.RootElement.GetProperty("image_seq_length").GetInt32());
        Assert.Equal(151645, written.RootElement.GetProperty("text_config").GetProperty("eos_token_id").GetInt32());
        Assert.Equal("SiglipVisionModel", written.RootElement.GetProperty("vision_config").GetProperty("architectures")[0].GetString());
        Assert.Equal(config with { HeadDim = 128 }, ConfigJson.Read(System.Text.Encoding.UTF8.GetBytes(ConfigJson.Write(config, float16)), "config.json"));
    }

    [Theory]
    [InlineData("", "projector_hidden_act", "\"relu\"", "projector_hidden_act is 'relu'")]
    [InlineData("", "vision_feature_select_strategy", "\"default\"", "vision_feature_select_strategy is 'default'")]
    [InlineData("", "vision_feature_select_strategy", "null", "has no vision_feature_select_strategy, which stands for default")]
    [InlineData("", "vision_feature_layer", "[-2, -1]", "vision_feature_layer is no whole number")]
    [InlineData("", "vision_feature_layer", "-5", "vision_feature_layer is -5 and the tower has 3 layers")]
    [InlineData("", "image_token_index", "19", "image_token_index is 19 and the vocabulary has 19 tokens")]
    [InlineData("", "tie_word_embeddings", "true", "tie_word_embeddings is true, and that of text_config is not")]
    [InlineData("", "architectures", "[\"LlavaNextForConditionalGeneration\"]", "LlavaNextForConditionalGeneration")]
    [InlineData("", "image_grid_pinpoints", "[[336, 672]]", "image_grid_pinpoints may change what the model computes")]
    [InlineData("text_config", "model_type", "\"gemma\"", "text_config.model_type is 'gemma'")]
    [InlineData("text_config", "hidden_act", "\"gelu\"", "text_config.hidden_act is 'gelu'")]
    [InlineData("vision_config", "model_type", "\"clip_vision_model\"", "vision_config.model_type is 'clip_vision_model'")]
    [InlineData("vision_config", "hidden_act", "\"quick_gelu\"", "vision_config.hidden_act is 'quick_gelu'")]
    [InlineData("vision_config", "vision_use_head", "true", "vision_use_head is false")]
    [InlineData("vision_config", "num_channels", "1", "vision_config.num_channels is 1")]
    [InlineData("vision_config", "patch_size", "15", "vision_config.patch_size, 15, exceeds image_size, 14")]
    [InlineData("vision_config", "patch_size", "1", "an image has 196 patches and the context 64 tokens")]
    [InlineData("vision_config", "num_attention_heads", "5", "no multiple of its num_attention_heads")]
    [InlineData("vision_config", "rope_theta", "1", "vision_config.rope_theta may change what the model computes")]
    [InlineData("vision_config", "attention_dropout", "0.1", "vision_config.attention_dropout is 0.1")]
    public void What_would_be_computed_otherwise_is_refused_by_name(string place, string key, string value, string explanation)
    {
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Save(_folder.Path);
        var config = JsonNode.Parse(File.ReadAllText(_folder.File("config.json")))!.AsObject();
        (place.Length == 0 ? config : config[place]!.AsObject())[key] = JsonNode.Parse(value);
        File.WriteAllText(_folder.File("config.json"), config.ToJsonString());

        var error = Assert.Throws<KimiException>(() => CheckpointFolder.Check(_folder.Path));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_is_not_used_is_named()
    {
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Config.Save(_folder.Path);
        using var scope = NewDisposeScope();
        var tensors = model.NamedParameters.ToDictionary(entry => entry.Key, entry => entry.Value);
        tensors["vision_tower.vision_model.head.probe"] = zeros(1, 1, 12);
        Safetensors.Write(_folder.File("model.safetensors"), tensors);

        var error = Assert.Throws<KimiException>(() => CheckpointFolder.Check(_folder.Path));

        Assert.Contains("'vision_tower.vision_model.head.probe'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tower_of_more_layers_than_the_configuration_says_is_refused()
    {
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Save(_folder.Path);
        var fewer = TinyModels.Llava with { Vision = TinyModels.Llava.Vision! with { NumHiddenLayers = 2 } };
        fewer.Save(_folder.Path);

        var error = Assert.Throws<KimiException>(() => Transformer.Load(_folder.Path));

        Assert.Contains("'vision_tower.vision_model.encoder.layers.2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_changes_the_language_model_alone_and_PEFT_is_told_so()
    {
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Save(_folder.File("base"));
        using var adapted = Transformer.LoadWithAdapter(_folder.File("base"), new(2, 4, LowRankShape.All), seed: 1);
        using (no_grad())
            adapted.Trained.Weights.add_(0.05f);
        adapted.Save(_folder.File("adapted"));

        using var merged = Transformer.Load(_folder.File("adapted"));

        var changed = model.NamedParameters.Where(entry => !TinyModels.AreEqual(entry.Value, merged.NamedParameters[entry.Key])).Select(entry => entry.Key);
        Assert.NotEmpty(changed);
        Assert.All(changed, name => Assert.Contains("language_model", name, StringComparison.Ordinal));
        Assert.Contains(
            "\"exclude_modules\": \".*vision_tower.*\"", File.ReadAllText(_folder.File("adapted/adapter_config.json")), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Safetensors.Read(_folder.File("adapted/adapter_model.safetensors")).Keys, name => name.Contains("vision", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mapped_model_sees_bit_for_bit_what_the_published_one_does()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(Spelt(LlavaSpelling.ModelFirst));
        model.Publish(_folder.Path);
        using var mapped = Transformer.Map(_folder.Path, CPU, Precision.Fp32);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 15);
        var images = TinyModels.OneImageARow(model.Config.Vision!, tokens_BT);

        Assert.True(TinyModels.AreEqual(model.Forward(tokens_BT, images: images), mapped.Forward(tokens_BT, images: images)));
    }

    [Fact]
    public void A_model_in_half_the_size_sees_about_the_same()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Save(_folder.Path);
        using var frozen = Transformer.LoadFrozen(_folder.Path, precision: Precision.Bf16);
        var pixels_N3HW = TinyModels.RandomPixels(model.Config.Vision!, 2);
        var rows_NPC = model.EncodeImages(pixels_N3HW);

        Assert.InRange(TinyModels.LargestDifference(rows_NPC, frozen.EncodeImages(pixels_N3HW)), 1e-6, 0.05 * rows_NPC.abs().max().item<float>());
    }

    [Fact]
    public void A_policy_that_sees_has_its_image_processor_with_it()
    {
        using (var model = TinyModels.Create(TinyModels.Llava))
            new LoadedPolicy(model, Tokenizer.OfCharacters("0123456789+-*=;?")).Save(_folder.Path);
        var error = Assert.Throws<KimiException>(() => CheckpointFolder.Check(_folder.Path));
        Assert.Contains("there is no preprocessor_config.json", error.Message, StringComparison.Ordinal);
        const string Processor = """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 14, "width": 14}}""";
        File.WriteAllText(_folder.File("preprocessor_config.json"), Processor);

        CheckpointFolder.Check(_folder.Path);
        using (var policy = new PolicyLoader("cpu", Precision.Fp32).Load(new Policy(_folder.Path)))
        {
            Assert.Equal(14, policy.Images!.Config.ImageSize);
            policy.Save(_folder.File("again"));
        }

        Assert.Equal(Processor, File.ReadAllText(_folder.File("again/preprocessor_config.json")));
        Assert.Equal(File.ReadAllBytes(_folder.File("model.safetensors")), File.ReadAllBytes(_folder.File("again/model.safetensors")));
    }

    private static TransformerConfig Spelt(LlavaSpelling spelling) =>
        TinyModels.Llava with { Vision = TinyModels.Llava.Vision! with { Spelling = spelling } };

    private static IEnumerable<(string Name, string Shape)> Under(string prefix, IEnumerable<(string Name, long[] Shape)> table) =>
        table.Select(entry => (prefix + entry.Name, $"[{string.Join(',', entry.Shape)}]"));
}

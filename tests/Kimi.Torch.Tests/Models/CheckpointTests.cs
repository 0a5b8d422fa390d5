using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class CheckpointTests
{
    [Fact]
    public void A_saved_model_is_a_folder_with_the_names_and_shapes_that_other_programs_expect()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModels.Create(TinyModels.Qwen);
        new LoadedPolicy(model, Tokenizer.OfCharacters("0123456789+-*=;?#")).Save(folder.Path);

        using var config = JsonDocument.Parse(File.ReadAllText(folder.File("config.json")));
        Assert.Equal("Qwen3ForCausalLM", config.RootElement.GetProperty("architectures")[0].GetString());
        Assert.Equal("qwen3", config.RootElement.GetProperty("model_type").GetString());
        Assert.Equal(20, config.RootElement.GetProperty("head_dim").GetInt32());
        Assert.Equal(2, config.RootElement.GetProperty("num_key_value_heads").GetInt32());
        Assert.False(config.RootElement.GetProperty("tie_word_embeddings").GetBoolean());
        using var generation = JsonDocument.Parse(File.ReadAllText(folder.File("generation_config.json")));
        Assert.Equal(17, generation.RootElement.GetProperty("eos_token_id").GetInt32());

        var bytes = File.ReadAllBytes(folder.File("model.safetensors"));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, (int)BitConverter.ToUInt64(bytes)));
        var shapes = header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__")
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("shape").GetRawText());
        Assert.Equal(3 + (2 * 11), shapes.Count);
        Assert.Equal("[19,28]", shapes["model.embed_tokens.weight"]);
        Assert.Equal("[120,28]", shapes["model.layers.1.self_attn.q_proj.weight"]);
        Assert.Equal("[40,28]", shapes["model.layers.1.self_attn.k_proj.weight"]);
        Assert.Equal("[40,28]", shapes["model.layers.1.self_attn.v_proj.weight"]);
        Assert.Equal("[28,120]", shapes["model.layers.1.self_attn.o_proj.weight"]);
        Assert.Equal("[20]", shapes["model.layers.0.self_attn.q_norm.weight"]);
        Assert.Equal("[44,28]", shapes["model.layers.0.mlp.gate_proj.weight"]);
        Assert.Equal("[28,44]", shapes["model.layers.0.mlp.down_proj.weight"]);
        Assert.Equal("[19,28]", shapes["lm_head.weight"]);
    }

    [Fact]
    public void A_model_comes_back_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModels.Create(TinyModels.TiedLlama);
        model.Save(folder.Path);

        using var loaded = Transformer.Load(folder.Path);

        Assert.Equal(model.Config, loaded.Config);
        Assert.True(TinyModels.AreEqual(loaded.Parameters.Weights, model.Parameters.Weights));
        Assert.Equal(model.Config.ParameterCount, loaded.Parameters.Weights.numel());
        Assert.DoesNotContain("lm_head.weight", loaded.NamedParameters.Keys);
    }

    [Fact]
    public void A_sharded_checkpoint_in_half_precision_loads_as_float32()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Config.Save(folder.Path);
        var index = new JsonObject();
        foreach (var (shard, entries) in model.NamedParameters.Chunk(9).Select((chunk, i) => ($"model-{i}.safetensors", chunk)))
        {
            Safetensors.Write(folder.File(shard), entries.ToDictionary(entry => entry.Key, entry => entry.Value.to(bfloat16)));
            foreach (var (name, _) in entries)
                index[name] = shard;
        }

        File.WriteAllText(folder.File("model.safetensors.index.json"), new JsonObject { ["weight_map"] = index }.ToJsonString());

        using var loaded = Transformer.Load(folder.Path);

        Assert.True(TinyModels.AreEqual(loaded.Parameters.Weights, model.Parameters.Weights.to(bfloat16).to(float32)));
    }

    [Fact]
    public void A_tensor_of_the_wrong_shape_is_named_with_both_shapes()
    {
        using var folder = Saved(tensors => tensors["model.layers.0.mlp.up_proj.weight"] = zeros(3, 28));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.layers.0.mlp.up_proj.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3, 28]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[44, 28]", error.Message, StringComparison.Ordinal);
        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MixedTypes))]
    public void A_model_that_nothing_trained_is_written_as_it_was_read(ScalarType matrices, ScalarType vectors)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Config.Save(folder.Path, matrices);
        Safetensors.Write(
            folder.File("model.safetensors"),
            model.NamedParameters.ToDictionary(entry => entry.Key, entry => entry.Value.to(entry.Value.dim() == 2 ? matrices : vectors)));
        var before = Safetensors.Read(folder.File("model.safetensors"));

        using (var loaded = Transformer.Load(folder.Path))
            loaded.Save(folder.File("again"));

        var after = Safetensors.Read(folder.File("again/model.safetensors"));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, entry => Assert.Equal((entry.Value.dtype, true), (after[entry.Key].dtype, TinyModels.AreEqual(entry.Value, after[entry.Key]))));
        Assert.Contains(matrices == bfloat16 ? "bfloat16" : "float16", File.ReadAllText(folder.File("again/config.json")), StringComparison.Ordinal);
    }

    public static TheoryData<ScalarType, ScalarType> MixedTypes => new() { { bfloat16, bfloat16 }, { bfloat16, float32 }, { float16, float16 } };

    [Fact]
    public void Trained_weights_lose_nothing_when_they_are_written()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Config.Save(folder.Path, bfloat16);
        Safetensors.Write(folder.File("model.safetensors"), model.NamedParameters.ToDictionary(entry => entry.Key, entry => entry.Value.to(bfloat16)));
        using var loaded = Transformer.Load(folder.Path);
        loaded.Parameters.Weights.add_(1e-6f);

        loaded.Save(folder.File("again"));

        using var again = Transformer.Load(folder.File("again"));
        Assert.True(TinyModels.AreEqual(again.Parameters.Weights, loaded.Parameters.Weights));
        Assert.Contains("float32", File.ReadAllText(folder.File("again/config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_only_read_has_weights_of_half_the_size_in_bf16_and_no_gradients()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Save(folder.Path);

        using var frozen = Transformer.LoadFrozen(folder.Path, precision: Precision.Bf16);

        Assert.Equal(bfloat16, frozen.Parameters.Weights.dtype);
        Assert.Throws<InvalidOperationException>(() => frozen.Parameters.Train());
        using var trained = Transformer.Load(folder.Path, precision: Precision.Bf16);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 8);
        using (no_grad())
            Assert.InRange(TinyModels.LargestDifference(frozen.Forward(tokens_BT), trained.Forward(tokens_BT)), 0, 0.1);
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        using var folder = Saved(tensors => tensors.Remove("model.norm.weight"));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.norm.weight' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_configuration_is_refused()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_the_model_would_not_use_is_named()
    {
        using var folder = Saved(tensors => tensors["model.layers.2.mlp.up_proj.weight"] = zeros(44, 28));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.layers.2.mlp.up_proj.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("is not used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Norms_or_biases_that_the_family_does_not_have_are_named()
    {
        using var folder = Saved(tensors => tensors["model.layers.0.self_attn.q_proj.bias"] = zeros(120));

        Assert.Contains("q_proj.bias", Assert.Throws<KimiException>(() => Transformer.Load(folder.Path)).Message, StringComparison.Ordinal);
        var config = File.ReadAllText(folder.File("config.json")).Replace("qwen3", "llama", StringComparison.Ordinal)
            .Replace("Qwen3ForCausalLM", "LlamaForCausalLM", StringComparison.Ordinal);
        File.WriteAllText(folder.File("config.json"), config);
        Assert.Contains("k_norm", Assert.Throws<KimiException>(() => Transformer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_beside_a_tied_embedding_must_equal_it()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.TiedLlama);
        var tensors = model.NamedParameters.ToDictionary();
        model.Config.Save(folder.Path);

        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"];
        Safetensors.Write(folder.File("model.safetensors"), tensors);
        Transformer.Load(folder.Path).Dispose();
        tensors["lm_head.weight"] = zeros_like(tensors["model.embed_tokens.weight"]);
        Safetensors.Write(folder.File("model.safetensors"), tensors);

        Assert.Contains(
            "tie_word_embeddings", Assert.Throws<KimiException>(() => Transformer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantized_numbers_are_not_taken_for_weights()
    {
        using var folder = Saved(tensors => tensors["model.layers.0.mlp.up_proj.weight"] = ones(44, 28, uint8));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.layers.0.mlp.up_proj.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("quantized", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float32, float.NaN)]
    [InlineData(ScalarType.Float32, float.NegativeInfinity)]
    [InlineData(ScalarType.BFloat16, float.NaN)]
    [InlineData(ScalarType.Float16, float.PositiveInfinity)]
    public void A_weight_that_is_no_finite_number_is_found(ScalarType type, float value)
    {
        using var folder = Saved(tensors =>
        {
            var weights = tensors["model.layers.1.mlp.up_proj.weight"].clone();
            weights[43, 27] = value;
            tensors["model.layers.1.mlp.up_proj.weight"] = weights.to(type);
        });

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.layers.1.mlp.up_proj.weight'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_layers_than_the_files_have_take_no_memory()
    {
        using var folder = Saved(_ => { });
        var config = File.ReadAllText(folder.File("config.json"));
        File.WriteAllText(folder.File("config.json"), config.Replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 9999", StringComparison.Ordinal));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("'model.layers.2.input_layernorm.weight' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_whose_target_is_gone_is_named_with_it()
    {
        using var folder = Saved(_ => { });
        File.Delete(folder.File("model.safetensors"));
        File.CreateSymbolicLink(folder.File("model.safetensors"), "../blobs/0123");

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("is a link to '../blobs/0123', which is not there", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "names no file")]
    [InlineData("\"../model-0.safetensors\"", "names no file of the folder")]
    [InlineData("\"\"", "names no file of the folder")]
    [InlineData("3", "is no text")]
    [InlineData("\"model-9.safetensors\"", "there is no file")]
    public void An_index_that_names_no_file_of_the_folder_is_explained(string file, string explanation)
    {
        using var folder = Saved(_ => { });
        File.Move(folder.File("model.safetensors"), folder.File("model-0.safetensors"));
        File.WriteAllText(folder.File("model.safetensors.index.json"), $$$"""{"weight_map": {"model.norm.weight": {{{file}}}}}""");

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_puts_a_tensor_into_another_file_is_explained()
    {
        using var folder = Saved(_ => { });
        File.Copy(folder.File("model.safetensors"), folder.File("model-0.safetensors"));
        File.Move(folder.File("model.safetensors"), folder.File("model-1.safetensors"));
        File.WriteAllText(
            folder.File("model.safetensors.index.json"),
            """{"weight_map": {"model.norm.weight": "model-0.safetensors", "lm_head.weight": "model-1.safetensors"}}""");

        Assert.Contains("is in '", Assert.Throws<KimiException>(() => Transformer.Load(folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("model.safetensors.index.json"), """{"weight_map": {"model.norm.bias": "model-0.safetensors"}}""");
        Assert.Contains("and it is not", Assert.Throws<KimiException>(() => Transformer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder Saved(Action<Dictionary<string, Tensor>> change)
    {
        var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        var tensors = model.NamedParameters.ToDictionary();
        change(tensors);
        model.Config.Save(folder.Path);
        Safetensors.Write(folder.File("model.safetensors"), tensors);
        return folder;
    }
}

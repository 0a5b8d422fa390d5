using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class CheckpointTests
{
    [Fact]
    public void A_saved_model_is_a_folder_with_the_names_and_shapes_that_other_programs_expect()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModels.Create(TinyModels.Qwen with { EosTokenId = 17 });
        model.Save(folder.Path);

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

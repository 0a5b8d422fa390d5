using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class LowRankAdapterTests
{
    private static readonly LowRankShape s_shape = new(3, 12, LowRankShape.All);

    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    [Fact]
    public void Before_training_an_adapter_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Save(folder.Path);
        using var adapted = Transformer.LoadWithAdapter(folder.Path, s_shape, seed: 1);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 9);

        Assert.Equal(0, TinyModels.LargestDifference(model.Forward(tokens_BT), adapted.Forward(tokens_BT)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_in_training_and_in_decoding_are_those_of_the_merged_weights(string kind)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted(kind, folder, LowRankShape.All);
        adapted.Save(folder.File("adapted"));
        using var merged = Transformer.Load(folder.File("adapted"));
        var tokens_BT = TinyModels.RandomTokens(adapted.Config, 2, 9);

        var expected_BTV = merged.Forward(tokens_BT);

        Assert.InRange(TinyModels.LargestDifference(expected_BTV, adapted.Forward(tokens_BT)), 0, 1e-4);
        using var noGradient = no_grad();
        var decoder = adapted.CreateDecoder();
        using var cache = decoder.CreateCache(2, 20);
        decoder.Prefill(tokens_BT.narrow(1, 0, 8), [8, 8], cache);
        var decoded_BV = decoder.DecodeStep(tokens_BT.select(1, 8).contiguous(), cache);
        Assert.InRange(TinyModels.LargestDifference(expected_BTV.select(1, 8), decoded_BV), 0, 1e-4);
    }

    [Fact]
    public void An_adapter_s_gradients_are_the_same_when_activations_are_computed_again()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, LowRankShape.All);
        var tokens_BT = TinyModels.RandomTokens(adapted.Config, 2, 9);

        var (kept, again) = (Gradients(recomputes: false), Gradients(recomputes: true));

        Assert.Contains(kept, gradient => gradient != 0);
        Assert.Equal(kept, again);

        float[] Gradients(bool recomputes)
        {
            adapted.RecomputesActivations = recomputes;
            adapted.Trained.Rest();
            adapted.Trained.Train();
            adapted.TokenLogprobs(tokens_BT, tokens_BT.roll(1, 1)).sum().backward();
            return adapted.Trained.Gradients.data<float>().ToArray();
        }
    }

    [Theory]
    [InlineData("q_proj", "v_proj")]
    [InlineData("up_proj")]
    [InlineData("o_proj", "gate_proj", "down_proj")]
    public void A_merged_weight_is_the_base_plus_the_scaled_product_of_the_factors(params string[] modules)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, modules);
        adapted.Save(folder.File("adapted"));
        using var merged = Transformer.Load(folder.File("adapted"));

        foreach (var (name, weight) in merged.NamedParameters)
        {
            var expected = adapted.NamedParameters[name].to(float64);
            if (modules.Any(module => name.EndsWith($"{module}.weight", StringComparison.Ordinal)))
            {
                var path = $"base_model.model.{name[..^7]}";
                var (a, b) = (adapted.Trained.Named[$"{path}.lora_A.weight"], adapted.Trained.Named[$"{path}.lora_B.weight"]);
                expected += 4 * b.to(float64).matmul(a.to(float64));
            }

            Assert.InRange(TinyModels.LargestDifference(expected, weight), 0, 1e-6);
        }
    }

    [Fact]
    public void Only_the_factors_are_trained_and_the_loss_falls()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Save(folder.Path);
        using var adapted = Transformer.LoadWithAdapter(folder.Path, s_shape, seed: 1);
        using var adam = new FlatAdam(adapted.Trained);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 4, 11);
        var losses = new List<float>();
        for (var step = 0; step < 40; step++)
        {
            using var inner = NewDisposeScope();
            var loss = adapted.TokenLogprobs(tokens_BT, tokens_BT.roll(-1, 1)).mean().neg();
            loss.backward();
            losses.Add(loss.ToSingle());
            adam.Step(1e-2);
        }

        Assert.InRange(losses[^1], 0, losses[0] - 1);
        Assert.True(TinyModels.AreEqual(model.Parameters.Weights, adapted.Parameters.Weights));
        Assert.Throws<InvalidOperationException>(() => adapted.Parameters.Gradients);
    }

    [Fact]
    public void A_reference_over_the_same_weights_stays_what_it_was_while_the_adapter_is_trained()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, ["q_proj", "down_proj"]);
        var tokens_BT = TinyModels.RandomTokens(adapted.Config, 2, 9);
        var before = adapted.Forward(tokens_BT).detach();

        using (var reference = adapted.Reference())
        {
            using (no_grad())
                adapted.Trained.Weights.mul_(3);

            Assert.Same(adapted.Parameters, reference.Parameters);
            Assert.Equal(0, TinyModels.LargestDifference(before, reference.Forward(tokens_BT)));
            Assert.NotEqual(0, TinyModels.LargestDifference(before, adapted.Forward(tokens_BT)));
        }

        Assert.NotEqual(0, TinyModels.LargestDifference(before, adapted.Forward(tokens_BT)));
    }

    [Fact]
    public void Files_have_the_names_and_shapes_of_peft()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, ["q_proj", "down_proj"]);

        adapted.SaveTrained(folder.File("adapter"));

        var tensors = Safetensors.Read(folder.File("adapter/adapter_model.safetensors"));
        Assert.Equal(2 * 2 * 2, tensors.Count);
        Assert.Equal([3L, 28L], tensors["base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"].shape);
        Assert.Equal([120L, 3L], tensors["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"].shape);
        Assert.Equal([3L, 44L], tensors["base_model.model.model.layers.1.mlp.down_proj.lora_A.weight"].shape);
        Assert.Equal([28L, 3L], tensors["base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"].shape);
        using var config = JsonDocument.Parse(File.ReadAllText(folder.File("adapter/adapter_config.json")));
        Assert.Equal("LORA", config.RootElement.GetProperty("peft_type").GetString());
        Assert.Equal((3, 12), (config.RootElement.GetProperty("r").GetInt32(), config.RootElement.GetProperty("lora_alpha").GetDouble()));
        Assert.Equal(["q_proj", "down_proj"], config.RootElement.GetProperty("target_modules").EnumerateArray().Select(module => module.GetString()));
        Assert.False(File.Exists(folder.File("adapter/model.safetensors")));
    }

    [Fact]
    public void An_adapter_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, LowRankShape.All);
        adapted.Save(folder.File("adapted"));

        using var again = Transformer.LoadWithAdapter(folder.File("adapted"), s_shape with { Modules = [.. LowRankShape.All.Reverse()] }, seed: 9);

        Assert.All(adapted.Trained.Named, entry => Assert.True(TinyModels.AreEqual(entry.Value, again.Trained.Named[entry.Key])));
        var error = Assert.Throws<KimiException>(() => Transformer.LoadWithAdapter(folder.File("adapted"), s_shape with { Rank = 4 }, seed: 1));
        Assert.Contains("has rank 3", error.Message, StringComparison.Ordinal);
        adapted.SaveTrained(folder.File("checkpoint"));
        adapted.Trained.Weights.zero_();
        adapted.Reload(folder.File("checkpoint"));
        Assert.All(adapted.Trained.Named, entry => Assert.True(TinyModels.AreEqual(entry.Value, again.Trained.Named[entry.Key])));
    }

    [Fact]
    public void An_adapter_whose_settings_are_gone_is_not_left_out_without_a_word()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, LowRankShape.All);
        adapted.Save(folder.Path);
        File.Delete(folder.File("adapter_config.json"));

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains("has adapter_model.safetensors and no adapter_config.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use_dora", "true")]
    [InlineData("peft_type", "\"IA3\"")]
    [InlineData("bias", "\"all\"")]
    [InlineData("rank_pattern", "{\"q_proj\": 4}")]
    [InlineData("modules_to_save", "[\"lm_head\"]")]
    [InlineData("target_modules", "[\"embed_tokens\"]")]
    [InlineData("r", "0")]
    public void An_adapter_of_another_kind_is_refused_by_name(string name, string value)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var adapted = Adapted("qwen3", folder, LowRankShape.All);
        adapted.Save(folder.Path);
        var config = JsonNode.Parse(File.ReadAllText(folder.File("adapter_config.json")))!;
        config[name] = JsonNode.Parse(value);
        File.WriteAllText(folder.File("adapter_config.json"), config.ToJsonString());

        var error = Assert.Throws<KimiException>(() => Transformer.Load(folder.Path));

        Assert.Contains(name == "r" ? "without parameters" : name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_gradients_and_optimizer_of_rank_16_take_under_a_third_of_a_whole_model()
    {
        // The shape of SmolLM2-135M.
        var config = new TransformerConfig
        {
            ModelType = "llama",
            HiddenSize = 576,
            IntermediateSize = 1536,
            NumHiddenLayers = 30,
            NumAttentionHeads = 9,
            NumKeyValueHeads = 3,
            VocabSize = 49_152,
            TieWordEmbeddings = true,
        };
        using var adapter = LowRankAdapter.Initialize(new(16, 32, LowRankShape.All), config, seed: 1, CPU);
        var (weights, factors) = ((double)config.ParameterCount, (double)adapter.Parameters.Weights.numel());

        Assert.Equal(134_515_008, weights);
        Assert.InRange(((4 * weights) + (16 * factors)) / (16 * weights), 0.25, 0.3);
    }

    // With factors that are not zero.
    private static Transformer Adapted(string kind, TemporaryFolder folder, IReadOnlyList<string> modules)
    {
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        model.Save(folder.Path);
        var adapted = Transformer.LoadWithAdapter(folder.Path, s_shape with { Modules = modules }, seed: 1);
        using var noGradient = no_grad();
        using var generator = new Generator(5);
        adapted.Trained.Weights.add_(randn(adapted.Trained.Weights.shape, generator: generator).mul_(0.05f));
        return adapted;
    }
}

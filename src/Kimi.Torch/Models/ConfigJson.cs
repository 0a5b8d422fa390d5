using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models.Families;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// A transformer's configuration as Hugging Face's <c>config.json</c>. A key is read, or known not to change the computation, or refused: a model that is
/// computed otherwise than it was trained looks like a bad model. Of a model that sees, see <see cref="LlavaJson"/>.
/// </summary>
internal static class ConfigJson
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string[] s_read =
    [
        "architectures", "model_type", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
        "vocab_size", "max_position_embeddings", "rms_norm_eps", "rope_theta", "rope_scaling", "rope_parameters", "tie_word_embeddings", "hidden_act",
        "attention_bias", "mlp_bias", "initializer_range", "torch_dtype", "dtype",
    ];

    /// <summary>Reads a file's contents.</summary>
    /// <exception cref="KimiException">They are not JSON, or a key is missing, or one would change the computation in a way that is not known here.</exception>
    public static TransformerConfig Read(byte[] content, string path)
    {
        using var json = JsonPlace.Parse(content, path);
        var root = new JsonPlace(json.RootElement, path, "");
        return root["model_type"].Text == LlavaJson.ModelType ? LlavaJson.Read(root) : ReadText(root);
    }

    /// <summary>Reads a model of text.</summary>
    /// <param name="root">Its keys.</param>
    /// <exception cref="KimiException">A key is missing, or would change the computation in a way that is not known here.</exception>
    public static TransformerConfig ReadText(JsonPlace root)
    {
        var type = root["model_type"].Text;
        var family = ModelFamily.Find(type) ?? throw root["model_type"].Failure(
            $"is '{type}'", $"use a model of one of the families {string.Join(", ", ModelFamily.All.Select(known => known.ModelType))}");
        if (root.Optional("architectures")?.Items.FirstOrDefault(item => item.Text != family.Architecture) is { File: not null } other)
            throw other.Failure($"is '{other.Text}'", $"use a checkpoint of {family.Architecture}, which continues text");
        if (root.Optional("hidden_act") is { } activation && activation.Text != "silu")
            throw activation.Failure($"is '{activation.Text}'", "use a model with silu");
        var rotary = root.Optional("rope_parameters");
        return new()
        {
            ModelType = type,
            HiddenSize = root["hidden_size"].Count,
            IntermediateSize = root["intermediate_size"].Count,
            NumHiddenLayers = root["num_hidden_layers"].Count,
            NumAttentionHeads = root["num_attention_heads"].Count,
            NumKeyValueHeads = root.Optional("num_key_value_heads")?.Count,
            HeadDim = root.Optional("head_dim")?.Count,
            VocabSize = root["vocab_size"].Count,
            MaxPositionEmbeddings = root.Optional("max_position_embeddings")?.Count ?? 2048,
            RmsNormEps = root.Optional("rms_norm_eps")?.Number ?? 1e-6,
            RopeTheta = (rotary?.Optional("rope_theta") ?? root.Optional("rope_theta"))?.Number ?? 10_000,
            RopeScaling = RotaryScalingJson.Read(rotary ?? root.Optional("rope_scaling"), root.Optional("max_position_embeddings")?.Count),
            TieWordEmbeddings = root.Flag("tie_word_embeddings"),
            AttentionBias = root.Flag("attention_bias"),
            MlpBias = root.Flag("mlp_bias"),
            InitializerRange = root.Optional("initializer_range")?.Number ?? 0.02,
            OtherKeys = PreservedKeys.Of(root, s_read, CommonKeys.All.Concat(family.Keys)),
        };
    }

    /// <summary>Writes what was read, and all other keys as they were.</summary>
    public static string Write(TransformerConfig config, ScalarType type) =>
        (config.Vision is { } vision ? LlavaJson.Write(config, vision, type) : WriteText(config, type)).ToJsonString(s_json) + "\n";

    /// <summary>Writes a model of text.</summary>
    /// <param name="config">The model.</param>
    /// <param name="type">The type of most of its weights.</param>
    public static JsonObject WriteText(TransformerConfig config, ScalarType type)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(config.Family.Architecture),
            ["model_type"] = config.ModelType,
            ["hidden_size"] = config.HiddenSize,
            ["intermediate_size"] = config.IntermediateSize,
            ["num_hidden_layers"] = config.NumHiddenLayers,
            ["num_attention_heads"] = config.NumAttentionHeads,
            ["num_key_value_heads"] = config.KeyValueHeads,
            ["head_dim"] = config.HeadWidth,
            ["vocab_size"] = config.VocabSize,
            ["max_position_embeddings"] = config.MaxPositionEmbeddings,
            ["rms_norm_eps"] = config.RmsNormEps,
            ["rope_theta"] = config.RopeTheta,
            ["rope_scaling"] = RotaryScalingJson.Write(config.RopeScaling),
            ["tie_word_embeddings"] = config.TieWordEmbeddings,
            ["hidden_act"] = "silu",
            ["attention_bias"] = config.AttentionBias,
            ["mlp_bias"] = config.MlpBias,
            ["initializer_range"] = config.InitializerRange,
            ["torch_dtype"] = NameOf(type),
        };
        PreservedKeys.AddTo(json, config.OtherKeys);
        return json;
    }

    /// <summary>What files call a type of weights.</summary>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.BFloat16 => "bfloat16",
        ScalarType.Float16 => "float16",
        _ => "float32",
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models.Families;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// The <c>config.json</c> of a <c>LlavaForConditionalGeneration</c> with a tower of SigLIP: <c>text_config</c>, <c>vision_config</c> and what joins them. As
/// in <see cref="ConfigJson"/>, a key is read, or known not to change the computation, or refused. Keys that are missing have the values that transformers
/// gives them, since it leaves out what its classes have by default.
/// </summary>
internal static class LlavaJson
{
    public const string ModelType = "llava";

    private const string Architecture = "LlavaForConditionalGeneration";
    private const string TowerType = "siglip_vision_model";

    private static readonly string[] s_read =
    [
        "architectures", "model_type", "text_config", "vision_config", "image_token_index", "image_token_id", "projector_hidden_act", "vision_feature_layer",
        "vision_feature_select_strategy", "multimodal_projector_bias", "tie_word_embeddings", "torch_dtype", "dtype",
    ];

    private static readonly string[] s_readOfTower =
    [
        "model_type", "image_size", "patch_size", "num_channels", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads",
        "layer_norm_eps", "hidden_act", "vision_use_head",
    ];

    // How many tokens an image takes follows from its patches; image_seq_length is a hint that many files have wrong.
    private static readonly ConfigKey[] s_known = [.. CommonKeys.All, new("image_seq_length"), new("ignore_index"), new("vocab_size")];

    private static readonly ConfigKey[] s_knownOfTower =
    [
        .. CommonKeys.All, new("architectures"), new("torch_dtype"), new("dtype"), new("initializer_range"), new("initializer_factor"),
        new("projection_dim"), new("projector_hidden_act"), new("num_image_tokens"), new("vocab_size"),
    ];

    /// <summary>Reads it.</summary>
    /// <param name="root">The file.</param>
    /// <exception cref="KimiException">A key has a value that would change the computation in a way that is not known here.</exception>
    public static TransformerConfig Read(JsonPlace root)
    {
        if (root.Optional("architectures")?.Items.FirstOrDefault(item => item.Text != Architecture) is { File: not null } other)
            throw other.Failure($"is '{other.Text}'", $"use a checkpoint of {Architecture}");
        OnlyText(root, "projector_hidden_act", "gelu", usual: "gelu");
        OnlyText(root, "vision_feature_select_strategy", "full", usual: "default");
        var text = ConfigJson.ReadText(WithUsual(root["text_config"]));
        if (root.Flag("tie_word_embeddings", text.TieWordEmbeddings) && !text.TieWordEmbeddings)
            throw root["tie_word_embeddings"].Failure("is true, and that of text_config is not", "make them equal");
        return text with { Vision = ReadVision(root) };
    }

    /// <summary>Writes it.</summary>
    /// <param name="config">The model of text.</param>
    /// <param name="vision">What it sees with.</param>
    /// <param name="type">The type of most of the weights.</param>
    public static JsonObject Write(TransformerConfig config, VisionConfig vision, ScalarType type)
    {
        var tower = new JsonObject
        {
            ["model_type"] = TowerType,
            ["image_size"] = vision.ImageSize,
            ["patch_size"] = vision.PatchSize,
            ["num_channels"] = VisionConfig.Channels,
            ["hidden_size"] = vision.HiddenSize,
            ["intermediate_size"] = vision.IntermediateSize,
            ["num_hidden_layers"] = vision.NumHiddenLayers,
            ["num_attention_heads"] = vision.NumAttentionHeads,
            ["layer_norm_eps"] = vision.LayerNormEps,
            ["hidden_act"] = "gelu_pytorch_tanh",
            ["vision_use_head"] = false,
        };
        PreservedKeys.AddTo(tower, vision.OtherKeys);
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(Architecture),
            ["model_type"] = ModelType,
            ["image_token_index"] = vision.ImageTokenId,
            ["projector_hidden_act"] = "gelu",
            ["multimodal_projector_bias"] = vision.ProjectorBias,
            ["vision_feature_layer"] = vision.FeatureLayer,
            ["vision_feature_select_strategy"] = "full",
            ["tie_word_embeddings"] = config.TieWordEmbeddings,
            ["torch_dtype"] = ConfigJson.NameOf(type),
            ["text_config"] = ConfigJson.WriteText(config, type),
            ["vision_config"] = tower,
        };
        PreservedKeys.AddTo(json, vision.OuterKeys);
        return json;
    }

    private static VisionConfig ReadVision(JsonPlace root)
    {
        var tower = root["vision_config"];
        OnlyText(tower, "model_type", TowerType, usual: "clip_vision_model");
        OnlyText(tower, "hidden_act", "gelu_pytorch_tanh", usual: "gelu_pytorch_tanh");
        if (tower.Flag("vision_use_head", usual: true))
            throw tower.Failure("does not say that vision_use_head is false", "use a checkpoint whose tower has no head");
        if (tower.Optional("num_channels") is { } channels && channels.Count != VisionConfig.Channels)
            throw channels.Failure($"is {channels.Count}", $"use a model whose images have {VisionConfig.Channels}");
        return new()
        {
            ImageSize = tower.Optional("image_size")?.Count ?? 224,
            PatchSize = tower.Optional("patch_size")?.Count ?? 16,
            HiddenSize = tower.Optional("hidden_size")?.Count ?? 768,
            IntermediateSize = tower.Optional("intermediate_size")?.Count ?? 3072,
            NumHiddenLayers = tower.Optional("num_hidden_layers")?.Count ?? 12,
            NumAttentionHeads = tower.Optional("num_attention_heads")?.Count ?? 12,
            LayerNormEps = tower.Optional("layer_norm_eps")?.Number ?? 1e-6,
            FeatureLayer = root.Optional("vision_feature_layer") is { } layer ? WholeNumber(layer) : -2,
            ProjectorBias = root.Flag("multimodal_projector_bias", usual: true),
            ImageTokenId = (root.Optional("image_token_index") ?? root.Optional("image_token_id"))?.Count ?? 32_000,
            OtherKeys = PreservedKeys.Of(tower, s_readOfTower, s_knownOfTower),
            OuterKeys = PreservedKeys.Of(root, s_read, s_known),
        };
    }

    private static int WholeNumber(JsonPlace place) => place.Element.ValueKind == JsonValueKind.Number && place.Element.TryGetInt32(out var value)
        ? value
        : throw place.Failure("is no whole number", "use a model whose projector takes one layer");

    // The text model's class decides what its file leaves out.
    private static JsonPlace WithUsual(JsonPlace text)
    {
        var type = text.Optional("model_type")?.Text ?? "llama";
        if (ModelFamily.Find(type) is not { } family)
            return text;
        using var usual = JsonDocument.Parse(family.UsualConfig);
        var keys = usual.RootElement.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetRawText());
        keys["model_type"] = $"\"{type}\"";
        foreach (var (name, value) in text.Fields)
            keys[name] = value.Element.GetRawText();

        // As raw text, since a value may be half of a surrogate pair, which is told where it is read.
        using var merged = JsonDocument.Parse($"{{{string.Join(',', keys.Select(key => $"{JsonSerializer.Serialize(key.Key)}:{key.Value}"))}}}");
        return text with { Element = merged.RootElement.Clone() };
    }

    private static void OnlyText(JsonPlace place, string key, string only, string usual)
    {
        if (place.Optional(key) is { } value ? value.Text != only : usual != only)
        {
            throw place.Optional(key)?.Failure($"is '{place[key].Text}'", $"use a model in which it is {only}")
                ?? place.Failure($"has no {key}, which stands for {usual}", $"use a model in which it is {only}");
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models.Families;

namespace Kimi.Torch.Models;

/// <summary>
/// The shape of a decoder-only transformer, with the keys of a Hugging Face <c>config.json</c>. What families have in common is here, and what
/// differs in <see cref="ModelFamily"/>.
/// </summary>
public sealed record TransformerConfig
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string FileName = "config.json";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        NewLine = "\n",
    };

    /// <summary>The class that loads the checkpoint in Python.</summary>
    public IReadOnlyList<string> Architectures => [Family.Architecture];

    /// <summary>The name of the <see cref="Family"/>.</summary>
    public string ModelType { get; init; } = "qwen3";

    /// <summary>The width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The width of the gated feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>How many blocks follow each other.</summary>
    public required int NumHiddenLayers { get; init; }

    /// <summary>How many query heads each block has.</summary>
    public required int NumAttentionHeads { get; init; }

    /// <summary>How many key and value heads the query heads share; by default as many as there are query heads.</summary>
    public int? NumKeyValueHeads { get; init; }

    /// <summary>The width of one head; by default the hidden size divided by the query heads.</summary>
    public int? HeadDim { get; init; }

    /// <summary>How many tokens the vocabulary holds.</summary>
    public required int VocabSize { get; init; }

    /// <summary>The activated context length.</summary>
    public int MaxPositionEmbeddings { get; init; } = 2048;

    /// <summary>What the norms add to the mean square.</summary>
    public double RmsNormEps { get; init; } = 1e-6;

    /// <summary>The base of the rotary wavelengths.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>How rotary wavelengths are stretched; only null, not at all, is supported.</summary>
    public JsonElement? RopeScaling { get; init; }

    /// <summary>Whether the output matrix is the embedding.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>The feed-forward activation; only <c>silu</c> is supported.</summary>
    public string HiddenAct { get; init; } = "silu";

    /// <summary>Whether attention projections have a bias; only false is supported.</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether feed-forward projections have a bias; only false is supported.</summary>
    public bool MlpBias { get; init; }

    /// <summary>The dropout on attention weights; only zero is supported.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>The standard deviation of initial weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The token that begins a text, where the model has one.</summary>
    public int? BosTokenId { get; init; }

    /// <summary>The token that ends a text; of several, the first.</summary>
    [JsonConverter(typeof(FirstTokenConverter))]
    public int? EosTokenId { get; init; }

    /// <summary>The token that pads a batch, where the model has one.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>The type of the stored weights. Weights are always computed with and written as <c>float32</c>.</summary>
    public string TorchDtype { get; init; } = "float32";

    /// <summary>Key and value heads, with the default applied.</summary>
    [JsonIgnore]
    public int KeyValueHeads => NumKeyValueHeads ?? NumAttentionHeads;

    /// <summary>The width of one head, with the default applied.</summary>
    [JsonIgnore]
    public int HeadWidth => HeadDim ?? (HiddenSize / NumAttentionHeads);

    /// <summary>What differs from other families.</summary>
    /// <exception cref="KimiException">There is no family of the name; <see cref="Validate"/> says so first.</exception>
    [JsonIgnore]
    public ModelFamily Family => ModelFamily.Find(ModelType) ?? throw new KimiException($"there is no model family '{ModelType}'");

    /// <summary>How many weights the model has.</summary>
    [JsonIgnore]
    public long ParameterCount => ParameterLayout.Of(this).Length;

    /// <summary>Reads and validates a checkpoint folder's <c>config.json</c>.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <returns>The valid configuration.</returns>
    public static TransformerConfig Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new KimiException($"there is no {FileName} in '{folder}': give a Hugging Face checkpoint folder");
        try
        {
            var config = JsonSerializer.Deserialize<TransformerConfig>(File.ReadAllText(path), s_json)
                ?? throw new KimiException($"'{path}' is empty: give a Hugging Face checkpoint folder");
            config.Validate(path);
            return config;
        }
        catch (JsonException exception)
        {
            throw new KimiException($"'{path}' is not a transformer's configuration ({exception.Message}): repair the file", exception);
        }
    }

    /// <summary>Writes <c>config.json</c> into a checkpoint folder.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    public void Save(string folder) =>
        DurableFiles.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, s_json) + "\n");

    /// <summary>Throws where a model of this shape cannot be built.</summary>
    /// <param name="source">Where the values come from, for the message.</param>
    /// <exception cref="KimiException">A value is out of range or not supported.</exception>
    public void Validate(string source = "the transformer's configuration")
    {
        Require(
            ModelFamily.Find(ModelType) is not null,
            source,
            $"model_type is '{ModelType}'",
            $"use a model of one of the families {string.Join(", ", ModelFamily.All.Select(family => family.ModelType))}");
        foreach (var (key, value) in new[]
        {
            ("hidden_size", HiddenSize), ("intermediate_size", IntermediateSize), ("num_hidden_layers", NumHiddenLayers),
            ("num_attention_heads", NumAttentionHeads), ("num_key_value_heads", KeyValueHeads), ("vocab_size", VocabSize),
            ("max_position_embeddings", MaxPositionEmbeddings),
        })
        {
            Require(value > 0, source, $"{key} is {value}", "make it at least 1");
        }

        Require(
            NumAttentionHeads % KeyValueHeads == 0,
            source,
            $"num_attention_heads, {NumAttentionHeads}, is no multiple of num_key_value_heads, {KeyValueHeads}",
            "choose heads that share keys and values evenly");
        Require(
            HeadDim is not null || HiddenSize % NumAttentionHeads == 0,
            source,
            $"hidden_size, {HiddenSize}, is no multiple of num_attention_heads, {NumAttentionHeads}",
            "change one of them or set head_dim");
        Require(HeadWidth > 0 && HeadWidth % 2 == 0, source, $"head_dim is {HeadWidth}", "make it even, since rotary embedding turns pairs");
        Require(HiddenAct == "silu", source, $"hidden_act is '{HiddenAct}'", "use a model with silu");
        Require(!AttentionBias && !MlpBias, source, "there are biases in attention or feed-forward layers", "use a model without");
        Require(
            RopeScaling is null or { ValueKind: JsonValueKind.Null },
            source,
            "rope_scaling is set",
            "use a model with plain rotary embedding");
        Require(RmsNormEps > 0 && RopeTheta > 0, source, "rms_norm_eps or rope_theta is not positive", "make both positive");
    }

    private static void Require(bool holds, string source, string wrong, string remedy)
    {
        if (!holds)
            throw new KimiException($"{source}: {wrong}; {remedy}");
    }

    private sealed class FirstTokenConverter : JsonConverter<int?>
    {
        public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var token = JsonElement.ParseValue(ref reader);
            return token.ValueKind switch
            {
                JsonValueKind.Number => token.GetInt32(),
                JsonValueKind.Array when token.GetArrayLength() > 0 => token[0].GetInt32(),
                _ => null,
            };
        }

        public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);
    }
}

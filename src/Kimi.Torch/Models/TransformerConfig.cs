using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models.Families;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// The shape of a decoder-only transformer, with the keys of a Hugging Face <c>config.json</c>. What families have in common is here, and what
/// differs in <see cref="ModelFamily"/>.
/// </summary>
public sealed record TransformerConfig
{
    /// <summary>The file's name in a checkpoint folder.</summary>
    public const string FileName = "config.json";

    // Far beyond every model there is, and near enough for products of two sizes not to overflow.
    private const int Largest = 100_000_000;
    private const int MostLayers = 10_000;

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

    /// <summary>How rotary wavelengths are stretched; null: not at all.</summary>
    public RotaryScaling? RopeScaling { get; init; }

    /// <summary>Whether the output matrix is the embedding.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Whether attention projections have a bias; which of them, is for the <see cref="Family"/> to say.</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether feed-forward projections have a bias.</summary>
    public bool MlpBias { get; init; }

    /// <summary>The standard deviation of initial weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>How it sees: a tower and a projector, as LLaVA has them; null for a model of text alone.</summary>
    public VisionConfig? Vision { get; init; }

    /// <summary>
    /// The JSON object of those keys of <c>config.json</c> that do not change what the model computes, such as the tokens that end a text. They are written
    /// again as they were read.
    /// </summary>
    public string OtherKeys { get; init; } = "{}";

    /// <summary>Key and value heads, with the default applied.</summary>
    public int KeyValueHeads => NumKeyValueHeads ?? NumAttentionHeads;

    /// <summary>The width of one head, with the default applied.</summary>
    public int HeadWidth => HeadDim ?? (HiddenSize / NumAttentionHeads);

    /// <summary>What differs from other families.</summary>
    /// <exception cref="KimiException">There is no family of the name; <see cref="Validate"/> says so first.</exception>
    public ModelFamily Family => ModelFamily.Find(ModelType) ?? throw new KimiException($"there is no model family '{ModelType}'");

    /// <summary>What its parameters are called.</summary>
    internal ParameterNames Names => Vision is null ? ParameterNames.OfText : ParameterNames.Of(Vision.Spelling);

    /// <summary>What decides the computation: without what is only written again as it was read.</summary>
    internal TransformerConfig Computed => this with
    {
        OtherKeys = "{}",
        Vision = Vision is null ? null : Vision with { OtherKeys = "{}", OuterKeys = "{}", Spelling = default },
    };

    /// <summary>Which projections of a block have a bias.</summary>
    internal ProjectionBiases Biases => Family.Biases(AttentionBias, MlpBias);

    /// <summary>How many weights the model has.</summary>
    public long ParameterCount => ParameterLayout.Of(this).Length;

    /// <summary>Reads and validates a checkpoint folder's <c>config.json</c>.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <returns>The valid configuration.</returns>
    public static TransformerConfig Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var config = ConfigJson.Read(
            SmallFile.ReadIfThere(path) ?? throw new KimiException($"there is no {FileName} in '{folder}': give a Hugging Face checkpoint folder"), path);
        config.Validate($"'{path}'");
        return config.Vision is null ? config : config with { Vision = config.Vision with { Spelling = StoredWeights.SpellingIn(folder) } };
    }

    /// <summary>Writes <c>config.json</c> into a checkpoint folder.</summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <param name="type">The type of the weights beside it.</param>
    public void Save(string folder, ScalarType type = ScalarType.Float32) =>
        DurableFiles.WriteText(Path.Combine(folder, FileName), ConfigJson.Write(this, type));

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
            Require(value is > 0 and <= Largest, source, $"{key} is {value}", $"make it at least 1 and at most {Largest}");
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
        Require(NumHiddenLayers <= MostLayers, source, $"num_hidden_layers is {NumHiddenLayers}", $"make it at most {MostLayers}");
        Require(RmsNormEps > 0 && RopeTheta > 1, source, $"rms_norm_eps is {RmsNormEps} and rope_theta {RopeTheta}", "make them exceed 0 and 1");
        Vision?.Validate(this, source);
    }

    internal static void Require(bool holds, string source, string wrong, string remedy)
    {
        if (!holds)
            throw new KimiException($"{source}: {wrong}; {remedy}");
    }
}

using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Models;

/// <summary>How the parameters of a model that sees are called in its files.</summary>
public enum LlavaSpelling
{
    /// <summary><c>language_model.model.layers…</c> and <c>vision_tower…</c>, as transformers wrote before version 5.</summary>
    LanguageModelFirst,

    /// <summary><c>model.language_model.layers…</c> and <c>model.vision_tower…</c>.</summary>
    ModelFirst,
}

/// <summary>
/// The shape of what a LLaVA model sees with (Liu et al. 2023): a tower of SigLIP (Zhai et al. 2023) and a projector, with the keys of a Hugging Face
/// <c>config.json</c>. An image is a square of square patches, and each patch becomes one row in the place of one token.
/// </summary>
public sealed record VisionConfig
{
    /// <summary>Images have red, green and blue.</summary>
    public const int Channels = 3;

    private const int Largest = 1_000_000;
    private const int MostLayers = 10_000;

    /// <summary>The height and width of an image, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>The height and width of a patch, in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>The width of the tower's residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The width of its feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>How many blocks it has.</summary>
    public required int NumHiddenLayers { get; init; }

    /// <summary>How many heads each of them has.</summary>
    public required int NumAttentionHeads { get; init; }

    /// <summary>What its norms add to the variance.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>
    /// After which block the projector takes over (<c>vision_feature_layer</c>): counted from 0, before the first one, or from −1, after the last one,
    /// downwards. What comes after it in the files, the last norm among it, gets no gradient.
    /// </summary>
    public int FeatureLayer { get; init; } = -1;

    /// <summary>Whether the projector's matrices have a bias.</summary>
    public bool ProjectorBias { get; init; } = true;

    /// <summary>The token in whose places the rows of images come.</summary>
    public required int ImageTokenId { get; init; }

    /// <summary>What the parameters are called in files.</summary>
    public LlavaSpelling Spelling { get; init; }

    /// <summary>The JSON object of those keys of <c>vision_config</c> that do not change what the tower computes.</summary>
    public string OtherKeys { get; init; } = "{}";

    /// <summary>The JSON object of those keys beside <c>vision_config</c> that do not change what the model computes.</summary>
    public string OuterKeys { get; init; } = "{}";

    /// <summary>How many patches an image has, and so how many tokens it takes.</summary>
    public int Patches => ImageSize / PatchSize * (ImageSize / PatchSize);

    /// <summary>How an image stands among tokens.</summary>
    public ImageTokens Tokens => new(ImageTokenId, Patches);

    /// <summary>How many numbers a patch has.</summary>
    internal int PatchWidth => Channels * PatchSize * PatchSize;

    /// <summary>How many blocks an image goes through.</summary>
    internal int BlocksUsed => FeatureLayer < 0 ? NumHiddenLayers + 1 + FeatureLayer : FeatureLayer;

    /// <summary>Throws where a model of this shape cannot be built.</summary>
    /// <param name="text">The model of text.</param>
    /// <param name="source">Where the values come from, for the message.</param>
    /// <exception cref="KimiException">A value is out of range or not supported.</exception>
    internal void Validate(TransformerConfig text, string source)
    {
        foreach (var (key, value) in new[]
        {
            ("image_size", ImageSize), ("patch_size", PatchSize), ("hidden_size", HiddenSize), ("intermediate_size", IntermediateSize),
            ("num_hidden_layers", NumHiddenLayers), ("num_attention_heads", NumAttentionHeads),
        })
        {
            TransformerConfig.Require(
                value is > 0 and <= Largest, source, $"vision_config.{key} is {value}", $"make it at least 1 and at most {Largest}");
        }

        TransformerConfig.Require(
            NumHiddenLayers <= MostLayers, source, $"vision_config.num_hidden_layers is {NumHiddenLayers}", $"make it at most {MostLayers}");
        TransformerConfig.Require(
            PatchSize <= ImageSize, source, $"vision_config.patch_size, {PatchSize}, exceeds image_size, {ImageSize}", "make it smaller");
        TransformerConfig.Require(
            Patches < text.MaxPositionEmbeddings,
            source,
            $"an image has {Patches} patches and the context {text.MaxPositionEmbeddings} tokens",
            "use a model whose context holds an image and a text");
        TransformerConfig.Require(
            HiddenSize % NumAttentionHeads == 0,
            source,
            $"vision_config.hidden_size, {HiddenSize}, is no multiple of its num_attention_heads, {NumAttentionHeads}",
            "change one of them");
        TransformerConfig.Require(LayerNormEps > 0, source, $"vision_config.layer_norm_eps is {LayerNormEps}", "make it exceed 0");
        TransformerConfig.Require(
            BlocksUsed >= 0 && BlocksUsed <= NumHiddenLayers,
            source,
            $"vision_feature_layer is {FeatureLayer} and the tower has {NumHiddenLayers} layers",
            $"make it at least {-NumHiddenLayers - 1} and at most {NumHiddenLayers}");
        TransformerConfig.Require(
            ImageTokenId < text.VocabSize,
            source,
            $"image_token_index is {ImageTokenId} and the vocabulary has {text.VocabSize} tokens",
            "use a token of the vocabulary");
    }
}

using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;

namespace Kimi.Shared.Recipes;

/// <summary>What the <c>config.json</c> of a checkpoint says that a recipe loads. Whether it can be loaded at all is told when it is read.</summary>
/// <param name="Shape">The shape of its transformer.</param>
/// <param name="ContextLength">The longest text that it takes, in tokens.</param>
internal sealed record Checkpoint(TransformerShape Shape, long ContextLength)
{
    /// <summary>The file of a checkpoint's folder.</summary>
    public const string FileName = "config.json";

    private const long UsualContext = 2_048;

    /// <summary>How many tokens an image takes; 0 for a policy that does not see.</summary>
    public long ImageTokens { get; init; }

    /// <summary>Whether it sees.</summary>
    public bool Sees => ImageTokens > 0;

    /// <summary>Reads a file; null where it is not one of a transformer that is known here.</summary>
    /// <param name="json">The file's text.</param>
    public static Checkpoint? Of(string json)
    {
        if (JsonReader.Read(json).Root is not { } root)
            return null;
        if (Text(root, "model_type") != "llava")
            return OfText(root);
        return Object(root, "text_config") is { } text && Object(root, "vision_config") is { } vision && OfText(text) is { } checkpoint
            ? checkpoint with
            {
                ImageTokens = Patches(vision),
                Shape = checkpoint.Shape with { VisionParameters = VisionParameters(vision, checkpoint.Shape.HiddenSize, HasProjectorBias(root)) },
            }
            : null;
    }

    /// <summary>The folder that an option names, as it is written in a path; empty for none.</summary>
    /// <param name="value">The option's value.</param>
    public static string Folder(OptionValue? value)
    {
        var text = value?.Text ?? "";
        var path = text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2).Replace(@"\\", @"\") : text;
        return path.Replace('\\', '/').TrimEnd('/');
    }

    private static Checkpoint? OfText(JsonObject root)
    {
        var family = Text(root, "model_type");
        if (family is not ("llama" or "qwen2" or "qwen3")
            || Number(root, "num_hidden_layers") is not { } layers
            || Number(root, "hidden_size") is not { } width
            || Number(root, "num_attention_heads") is not { } heads
            || Number(root, "intermediate_size") is not { } feedForward
            || Number(root, "vocab_size") is not { } vocabulary)
            return null;
        var attention = Text(root, "attention_bias") == "True";
        var shape = new TransformerShape
        {
            Layers = layers,
            HiddenSize = width,
            AttentionHeads = heads,
            KeyValueHeads = Number(root, "num_key_value_heads") ?? heads,
            HeadSize = Number(root, "head_dim") ?? 0,
            FeedForwardSize = feedForward,
            VocabularySize = vocabulary,
            TieEmbeddings = Text(root, "tie_word_embeddings") == "True",
            HasQueryKeyNorms = family == "qwen3",
            HasQueryKeyValueBiases = family == "qwen2" || attention,
            HasOutputBias = family != "qwen2" && attention,
            HasFeedForwardBiases = Text(root, "mlp_bias") == "True",
        };
        return new(shape, Number(root, "max_position_embeddings") ?? UsualContext);
    }

    // A tower of SigLIP, of the size that transformers gives it where the file says nothing, and the two matrices of LLaVA's projector.
    private static long VisionParameters(JsonObject root, long textWidth, bool hasBias)
    {
        var width = Number(root, "hidden_size") ?? 768;
        var feedForward = Number(root, "intermediate_size") ?? 3_072;
        var patch = PatchSize(root);
        var layer = 4 * width * (width + 1) + 2 * width * feedForward + feedForward + width + 4 * width;
        var tower = 3 * patch * patch * width + width + Patches(root) * width + (Number(root, "num_hidden_layers") ?? 12) * layer + 2 * width;
        return tower + textWidth * (width + textWidth + (hasBias ? 2 : 0));
    }

    private static long Patches(JsonObject root)
    {
        var side = (Number(root, "image_size") ?? 224) / PatchSize(root);
        return side * side;
    }

    private static long PatchSize(JsonObject root) => Number(root, "patch_size") ?? 16;

    private static bool HasProjectorBias(JsonObject root) => Text(root, "multimodal_projector_bias") != "False";

    private static JsonObject? Object(JsonObject root, string name) => Value(root, name) as JsonObject;

    private static string? Text(JsonObject root, string name) => (Value(root, name) as JsonScalar)?.Text;

    private static long? Number(JsonObject root, string name) =>
        long.TryParse(Text(root, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static JsonNode? Value(JsonObject root, string name) => root.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}

using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;

namespace Kimi.Shared.Recipes;

/// <summary>What the files of a checkpoint say that a recipe loads. Whether it can be loaded at all is told when it is read.</summary>
/// <param name="Shape">The shape of its transformer.</param>
/// <param name="ContextLength">The longest text that it takes, in tokens.</param>
internal sealed record Checkpoint(TransformerShape Shape, long ContextLength)
{
    private const string TokenizerFile = "tokenizer_config.json";
    private const string GenerationFile = "generation_config.json";
    private const string TemplateKey = "chat_template";
    private static readonly string[] _templateFiles = ["chat_template.jinja", "chat_template.json"];

    /// <summary>The tokens that end a text; empty where no file that is known says so.</summary>
    public IReadOnlyList<long> EndOfText { get; init; } = [];

    /// <summary>Whether it says how a conversation is written; null where its tokenizer's files are not known.</summary>
    public bool? HasChatTemplate { get; init; }

    /// <summary>The file of a checkpoint's folder.</summary>
    public const string FileName = "config.json";

    private const long UsualContext = 2_048;

    /// <summary>How many tokens an image takes; 0 for a policy that does not see.</summary>
    public long ImageTokens => Shape.Vision?.Patches ?? 0;

    /// <summary>Whether it sees.</summary>
    public bool Sees => ImageTokens > 0;

    /// <summary>Reads a <c>config.json</c>; null where it is not one of a transformer that is known here.</summary>
    /// <param name="json">The file's text.</param>
    public static Checkpoint? Of(string json) => Of(json, _ => null);

    /// <summary>Reads a <c>config.json</c> and what is known of the files beside it; null where it is not one of a transformer that is known here.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="beside">Gives the text of another file of the folder; null where it is not known.</param>
    public static Checkpoint? Of(string json, Func<string, string?> beside)
    {
        if (JsonReader.Read(json).Root is not { } root)
            return null;
        var checkpoint = Text(root, "model_type") == "llava" ? OfImages(root) : OfText(root);
        if (checkpoint is null)
            return null;
        var generation = beside(GenerationFile) is { } text ? JsonReader.Read(text).Root : null;
        IReadOnlyList<long>[] ends = [EndsOf(generation), EndsOf(root), EndsOf(Object(root, "text_config"))];
        return checkpoint with
        {
            EndOfText = ends.FirstOrDefault(ids => ids.Count > 0) ?? [],
            HasChatTemplate = _templateFiles.Any(file => beside(file) is not null) ? true
                : beside(TokenizerFile) is not { } tokenizer || JsonReader.Read(tokenizer).Root is not { } settings ? null
                : settings.Properties.Any(property => property.Name == TemplateKey),
        };
    }

    // One token, or a list of them.
    private static IReadOnlyList<long> EndsOf(JsonObject? root)
    {
        var value = root?.Properties.FirstOrDefault(property => property.Name == "eos_token_id")?.Value;
        var items = value is JsonArray list ? list.Items : value is null ? [] : [value];
        return [.. items.OfType<JsonScalar>().Select(item => long.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1)
            .Where(id => id >= 0)];
    }

    /// <summary>The folder that an option names, as it is written in a path; empty for none.</summary>
    /// <param name="value">The option's value.</param>
    public static string Folder(OptionValue? value)
    {
        var text = value?.Text ?? "";
        var path = text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2).Replace(@"\\", @"\") : text;
        return path.Replace('\\', '/').TrimEnd('/');
    }

    private static Checkpoint? OfImages(JsonObject root) =>
        Object(root, "text_config") is { } text && Object(root, "vision_config") is { } vision && OfText(text) is { } checkpoint
            ? checkpoint with { Shape = checkpoint.Shape with { Vision = Vision(vision, Text(root, "multimodal_projector_bias") != "False") } }
            : null;

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

    // A tower of the size that transformers gives it where the file says nothing.
    private static VisionShape Vision(JsonObject root, bool hasProjectorBias) => new()
    {
        ImageSize = Number(root, "image_size") ?? 224,
        PatchSize = Number(root, "patch_size") ?? 16,
        Layers = Number(root, "num_hidden_layers") ?? 12,
        HiddenSize = Number(root, "hidden_size") ?? 768,
        FeedForwardSize = Number(root, "intermediate_size") ?? 3_072,
        HasProjectorBias = hasProjectorBias,
    };

    private static JsonObject? Object(JsonObject root, string name) => Value(root, name) as JsonObject;

    private static string? Text(JsonObject root, string name) => (Value(root, name) as JsonScalar)?.Text;

    private static long? Number(JsonObject root, string name) =>
        long.TryParse(Text(root, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static JsonNode? Value(JsonObject root, string name) => root.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
